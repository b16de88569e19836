import { catalogue, isList } from '../facts/catalogue.ts';
import type { Observation, Origin } from '../facts/known.ts';
import { inCanonicalOrder } from '../lib/canonical-json.ts';
import type { SubmittedFact } from './evidence.ts';
import type { Found } from './read.ts';

/** Whom a fact is about: facts about the cluster have no host. */
const subjectOf = (fact: string, host: string | null): string | null =>
  catalogue.get(fact)?.subject === 'cluster' ? null : host;

/**
 * A submitted fact as observations: one for each item of a list. Its value has its fact's type (`checkEvidence`).
 * The order in which a client writes an item's properties says nothing, and must not show in the answer.
 */
export function observeSubmitted(
  { fact, value: submitted, host, observedAt }: SubmittedFact,
  position: number,
): Observation[] {
  const value = inCanonicalOrder(submitted);
  const made = {
    fact,
    host: subjectOf(fact, host ?? null),
    observedAt: observedAt ?? null,
    origins: [{ submitted: position }],
  };
  const definition = catalogue.get(fact);
  if (definition === undefined || !isList(definition) || !Array.isArray(value))
    return [{ ...made, kind: 'value', value }];
  if (value.length === 0) return [{ ...made, kind: 'none', value: undefined }];
  return value.map((item: unknown) => ({ ...made, kind: 'item', value: item }));
}

/** What a source found, as an observation. */
export function observeFound(
  { finding, source, text, lines, host }: Found,
  observedAt: string | null,
): Observation {
  const origins: Origin[] = [{ text, lines, source }];
  const made = { fact: finding.fact, host: subjectOf(finding.fact, host), observedAt, origins };
  if ('value' in finding) return { ...made, kind: 'value', value: finding.value };
  if ('item' in finding) return { ...made, kind: 'item', value: finding.item };
  return { ...made, kind: 'none', value: undefined };
}
