import { likelihoods } from '../rulebook/likelihood.ts';

/** What a cause leads one to expect of a signal: how often it holds, and how many bits of doubt that leaves. */
export interface Expectation {
  readonly chance: number;
  readonly doubt: number;
}

export const expectationOf = (word: keyof typeof likelihoods): Expectation => {
  const chance = likelihoods[word];
  return { chance, doubt: entropy(chance) };
};

/** Bits of doubt about what happens with this probability. */
export const entropy = (chance: number): number =>
  chance <= 0 || chance >= 1 ? 0 : -chance * Math.log2(chance) - (1 - chance) * Math.log2(1 - chance);
