import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { decibans, likelihoods, priors } from '../src/rulebook/likelihood.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/ranking.md'), 'utf8');

/** The rows of all tables of the page, without headers and rules. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

const signed = (score: number): string => `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(1)}`;

const example = (() => {
  const text = /```console\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const rulebook = compileRulebook(loadRulebook(join(root, 'rules')));
  return diagnose(readEvidence({ facts: [], texts: [{ text }] }), rulebook);
})();

describe('docs/ranking.md', () => {
  it('binds the words to the probabilities that the program uses', () => {
    for (const [word, probability] of Object.entries(likelihoods))
      expect(rows).toContainEqual([word, String(probability)]);
    for (const [word, probability] of Object.entries(priors))
      expect(rows).toContainEqual([
        word,
        String(probability),
        signed(decibans(probability / (1 - probability))),
      ]);
  });

  it('shows the arithmetic of its example as the program does it', () => {
    const score = example.causes[0]?.score;
    expect(rows).toContainEqual(['prior', '', signed(score?.prior ?? 0)]);
    for (const { signal, state, decibans: added } of score?.lines ?? [])
      expect(rows).toContainEqual([signal, state, state === 'unknown' ? '0' : signed(added)]);
    expect(rows).toContainEqual(['total', '', signed(score?.total ?? 0)]);
  });

  it('shows the probabilities of its example as the program gives them', () => {
    expect(example.causes.length).toBeGreaterThan(1);
    for (const { rule, score, probability } of example.causes)
      expect(rows).toContainEqual([
        rule,
        signed(score.total),
        (10 ** (score.total / 10)).toFixed(4),
        probability.toFixed(4),
      ]);
    expect(rows).toContainEqual(['none of these', '0', '1', example.noneOfThese.toFixed(4)]);
  });
});
