import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../facts/catalogue.ts';
import { derivations } from './derive.ts';
import { readEvidence } from './read-evidence.ts';

it('computes every derived fact of the catalogue, each in a file of its name', () => {
  const facts = derivations.map(({ fact }) => fact).sort();
  const derived = [...catalogue.values()].filter((definition) => definition.derived);
  expect(facts).toEqual(derived.map(({ id }) => id).sort());
  const files = readdirSync(join(import.meta.dirname, 'derive')).filter((name) => !name.endsWith('.test.ts'));
  expect(files.sort()).toEqual(facts.map((fact) => `${fact.replace('.', '-')}.ts`).sort());
});

it('knows nothing from nothing', () => {
  expect(readEvidence({ facts: [], texts: [{ text: 'nothing to see here' }] }).facts.known).toEqual([]);
});
