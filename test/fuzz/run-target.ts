import fc from 'fast-check';
import { requireSoundIntrinsics } from './intrinsics.ts';
import { minimise } from './minimise.ts';
import type { Target } from './target.ts';

export interface Failure {
  seed: number;
  /** Of fast-check: where among the seed's inputs the failing one is. */
  path: string;
  /** As small as it could be made. */
  input: unknown;
  error: string;
}

export interface Budget {
  seed: number;
  milliseconds: number;
  /** Where a failure of this seed was found: only it is tried. */
  path?: string | undefined;
}

export interface Outcome {
  runs: number;
  failure: Failure | null;
}

/** How long fast-check looks for a smaller input, before the pieces of the one that it has are tried. */
const SHRINKING_MILLISECONDS = 20_000;

/** Tries inputs of one seed until the time is over or one of them fails, which is then made smaller. */
export async function runTarget(
  target: Target<unknown>,
  { seed, milliseconds, path }: Budget,
): Promise<Outcome> {
  const property = fc.asyncProperty(target.inputs, (input) => tryInput(target, input));
  const numRuns = Number.MAX_SAFE_INTEGER;
  const found = await fc.check(property, {
    seed,
    numRuns,
    interruptAfterTimeLimit: milliseconds,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
  });
  if (found.counterexample === null) return { runs: found.numRuns, failure: null };
  const failing = found.counterexamplePath ?? '';
  const shrunk = await fc.check(property, {
    seed,
    numRuns,
    path: failing,
    interruptAfterTimeLimit: SHRINKING_MILLISECONDS,
  });
  const [smaller] = shrunk.counterexample ?? found.counterexample;
  const kind = kindOf(await errorOf(target, smaller));
  const input = await minimise(smaller, async (one) => kindOf(await errorOf(target, one)) === kind);
  const error = (await errorOf(target, input)) ?? String(found.errorInstance);
  return { runs: found.numRuns, failure: { seed, path: failing, input, error } };
}

/** Holds one input to the target's contract, and the machine's own objects to what they were. */
export async function tryInput(target: Target<unknown>, input: unknown): Promise<void> {
  await target.check(input);
  requireSoundIntrinsics();
}

async function errorOf(target: Target<unknown>, input: unknown): Promise<string | null> {
  try {
    await tryInput(target, input);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Two errors are of one kind when they are at one place and say the same, numbers apart. */
const kindOf = (error: string | null): string =>
  (error ?? '')
    .split('\n')
    .filter((line, i) => i === 0 || /^\s+at /.test(line))
    .slice(0, 2)
    .map((line) => line.replace(/\d+/g, '0').slice(0, 60))
    .join();
