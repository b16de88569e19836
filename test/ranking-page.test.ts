import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { oddsOf } from '../src/inference/rank.ts';
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

/** Causes that the page shows one by one. */
const SHOWN = 3;

const signed = (score: number): string => `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(1)}`;

const example = (() => {
  const text = /```console\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const rulebook = compileRulebook(loadRulebook(join(root, 'rules')));
  return diagnose(readEvidence({ facts: [], texts: [{ text }] }), rulebook, { limit: Infinity });
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
    const odds = ({ score }: { score: { total: number } }) => oddsOf(score.total);
    const [shown, others] = [example.causes.slice(0, SHOWN), example.causes.slice(SHOWN)];
    expect(others.length).toBeGreaterThan(1);
    for (const cause of shown)
      expect(rows).toContainEqual([
        cause.rule,
        signed(cause.score.total),
        odds(cause).toFixed(4),
        cause.probability.toFixed(4),
      ]);
    expect(rows).toContainEqual([
      `${others.length} others`,
      '',
      others.reduce((sum, cause) => sum + odds(cause), 0).toFixed(4),
      others.reduce((sum, { probability }) => sum + probability, 0).toFixed(4),
    ]);
    expect(rows).toContainEqual(['none of these', '0', '1', example.noneOfThese.toFixed(4)]);
  });
});
