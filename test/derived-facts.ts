import { Value } from 'typebox/value';
import { expect } from 'vitest';
import type { SubmittedFact, SubmittedText } from '../src/evidence/evidence.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { catalogue } from '../src/facts/catalogue.ts';
import type { KnownFact } from '../src/facts/known.ts';

/** What is derived of one fact: nothing when it is unknown. Holds every value to the catalogue. */
export function derivedFrom(fact: string, facts: SubmittedFact[], texts: SubmittedText[] = []): KnownFact[] {
  const known = readEvidence({ facts, texts }).facts.of(fact);
  const schema = catalogue.get(fact)?.schema;
  if (schema === undefined) throw new Error(`${fact} is not in the catalogue`);
  for (const { value, observations } of known) {
    expect(Value.Check(schema, value), JSON.stringify(value)).toBe(true);
    expect(observations.length).toBeGreaterThan(0);
    for (const { origins } of observations) {
      expect(origins.length).toBeGreaterThan(0);
      expect(origins).not.toContain(undefined);
    }
  }
  return [...known];
}

/** The values alone, of all subjects. */
export const valuesFrom = (fact: string, facts: SubmittedFact[], texts: SubmittedText[] = []): unknown[] =>
  derivedFrom(fact, facts, texts).map(({ value }) => value);
