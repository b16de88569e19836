import { catalogue, isList } from '../facts/catalogue.ts';
import type { KnownFact, Observation } from '../facts/known.ts';
import { groupBy } from '../lib/group-by.ts';
import { IndexedFacts } from './fact-base.ts';
import type { HostNames } from './host-names.ts';
import { mergeList } from './merge-list.ts';
import { supersedes } from './supersedes.ts';

/**
 * What is known now, from observations in the order in which they were made. Observations past their fact's shelf
 * life, counted from the latest time in the evidence, are left out.
 */
export function mergeObservations(observations: readonly Observation[], names: HostNames): IndexedFacts {
  const fresh = withoutStale(observations).map((observation) => ({
    ...observation,
    host: names.of(observation.host),
  }));
  const groups = groupBy(fresh, ({ fact, host }) => `${fact}\n${host ?? ''}`);
  return new IndexedFacts([...groups.values()].flatMap(knownFrom), fresh, names.all);
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
    return [{ fact, host, value: latest.value, observations: [latest] }];
  }
  const merged = mergeList(definition, observations);
  const items = merged.filter(({ kind }) => kind === 'item');
  return [{ fact, host, value: items.map(({ value }) => value), observations: merged }];
}
