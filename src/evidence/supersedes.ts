import type { Observation } from '../facts/known.ts';

/** Whether an observation that came later in the evidence replaces another of the same thing: by time when both tell it. */
export const supersedes = (candidate: Observation, other: Observation): boolean =>
  candidate.observedAt === null ||
  other.observedAt === null ||
  Date.parse(candidate.observedAt) >= Date.parse(other.observedAt);
