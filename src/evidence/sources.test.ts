import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../facts/catalogue.ts';
import { sources } from './sources.ts';

it('lists every source that has a folder', () => {
  expect(sources.map(({ id }) => id).sort()).toEqual(
    readdirSync(join(import.meta.dirname, 'sources')).sort(),
  );
});

it('finds only facts that the catalogue knows, and none that are derived', () => {
  const wrong = sources.flatMap(({ id, facts }) =>
    facts
      .filter((fact) => catalogue.get(fact)?.derived !== undefined || !catalogue.has(fact))
      .map((fact) => `${id}: ${fact}`),
  );
  expect(wrong).toEqual([]);
});

it('has a way to every source: commands, or needles that are something to look for', () => {
  const unreachable = sources.filter(
    ({ needles, commands }) => needles.includes('') || needles.length + commands.length === 0,
  );
  expect(unreachable.map(({ id }) => id)).toEqual([]);
});
