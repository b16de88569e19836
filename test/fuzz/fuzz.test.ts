import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTarget, tryInput } from './run-target.ts';
import { Tally } from './tally.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

const corpus = join(import.meta.dirname, 'corpus');
/** Long enough to go through each target some times; `npm run fuzz` goes on for minutes. */
const MILLISECONDS = 2_000;

const kept = (name: string): string[] =>
  existsSync(join(corpus, name)) ? readdirSync(join(corpus, name)).sort() : [];

describe.each(targets.map((target) => [target.name, target] as const))('%s', (name, { open }) => {
  let target: Target<unknown>;
  beforeAll(async () => {
    target = await open(new Tally());
  });
  afterAll(() => target.close?.());

  it('keeps its contract for what broke it once', async () => {
    for (const file of kept(name)) {
      const input: unknown = JSON.parse(readFileSync(join(corpus, name, file), 'utf8'));
      await expect(tryInput(target, input), file).resolves.toBeUndefined();
    }
  });

  it('keeps its contract for inputs of a new seed', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const { runs, failure } = await runTarget(target, { seed, milliseconds: MILLISECONDS });
    expect(runs).toBeGreaterThan(0);
    const again = `npm run fuzz -- --target ${name} --seed ${seed} --path ${failure?.path}`;
    expect(failure, again).toBeNull();
  }, 120_000);
});

it('the corpus has a folder for targets only', () => {
  expect(targets.map(({ name }) => name)).toEqual(expect.arrayContaining(readdirSync(corpus)));
});
