import { catalogue, isList } from '../facts/catalogue.ts';
import type { KnownFact, Observation } from '../facts/known.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { groupBy } from '../lib/group-by.ts';
import { IndexedFacts } from './fact-base.ts';
import type { HostNames } from './host-names.ts';
import { mergeList } from './merge-list.ts';
import { supersedes } from './supersedes.ts';

/**
 * What is known now, from observations in the order in which they were made. Observations past their fact's shelf
 * life, counted from the latest time in the evidence, are left out.
 */
export function mergeObservations(
  observations: readonly Observation[],
  names: HostNames,
  pods: ReadonlySet<string> = new Set(),
): IndexedFacts {
  const fresh = withoutStale(observations).map((observation) => ({
    ...observation,
    host: names.of(observation.host),
  }));
  const groups = groupBy(fresh, ({ fact, host }) => `${fact}\n${host ?? ''}`);
  return new IndexedFacts([...groups.values()].flatMap(knownFrom), fresh, { machines: names.all, pods });
}

function withoutStale(observations: readonly Observation[]): readonly Observation[] {
  const newest = observations.reduce(
    (latest, { observedAt }) => Math.max(latest, instant(observedAt)),
    -Infinity,
  );
  return observations.filter(({ fact, observedAt }) => {
    const seconds = catalogue.get(fact)?.shelfLifeSeconds ?? 0;
    return observedAt === null || newest - instant(observedAt) <= seconds * 1000;
  });
}

const instant = (observedAt: string | null): number =>
  observedAt === null ? -Infinity : Date.parse(observedAt);

function knownFrom(observations: readonly Observation[]): KnownFact[] {
  const [first] = observations;
  const definition = first === undefined ? undefined : catalogue.get(first.fact);
  if (first === undefined || definition === undefined) return [];
  const { fact, host } = first;
  if (!isList(definition)) {
    const latest = observations.reduce((kept, next) => (supersedes(next, kept) ? next : kept));
    const all = host === null && definition.subject === 'host' ? ofUnnamed(observations, latest) : [latest];
    return all.map((one) => ({ fact, host, value: one.value, observations: [one] }));
  }
  const merged = mergeList(definition, observations);
  const items = merged.filter(({ kind }) => kind === 'item');
  return [{ fact, host, value: items.map(({ value }) => value), observations: merged }];
}

/**
 * Texts that name no machine may be of several: what one says does not replace what another says of the same time.
 * Each distinct value is known once; within a text its latest value counts.
 */
function ofUnnamed(observations: readonly Observation[], latest: Observation): Observation[] {
  const ofText = new Map<number | null, Observation>();
  for (const next of observations) {
    const kept = ofText.get(textOf(next));
    if (kept === undefined || supersedes(next, kept)) ofText.set(textOf(next), next);
  }
  const current = [...ofText.values()].filter(
    ({ observedAt }) => instant(observedAt) === instant(latest.observedAt),
  );
  return [...new Map(current.map((one) => [canonicalJson(one.value), one])).values()];
}

/** The text that an observation was read from; `null` for a submitted fact. */
function textOf({ origins: [origin] }: Observation): number | null {
  return origin !== undefined && 'text' in origin ? origin.text : null;
}
