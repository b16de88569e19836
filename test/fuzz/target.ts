import type { Arbitrary } from 'fast-check';
import type { Tally } from './tally.ts';

/** Something that is held to its contract whatever it is given. */
export interface Target<Input> {
  /** Plain JSON, so that the corpus can keep each. */
  inputs: Arbitrary<Input>;
  /** Throws, or rejects, when the contract does not hold for the input. */
  check(input: Input): void | Promise<void>;
  close?(): Promise<void>;
}

export interface NamedTarget {
  name: string;
  /** Files of the corpus, and failures, are inputs of its own: what is given to `check` has their type. */
  open(tally: Tally): Promise<Target<unknown>>;
}

/** A target under the name that the command line and the corpus know it by. */
export const named = <Input>(
  name: string,
  open: (tally: Tally) => Target<Input> | Promise<Target<Input>>,
): NamedTarget => ({
  name,
  open: async (tally) => {
    const { inputs, check, close } = await open(tally);
    return {
      inputs,
      // Inputs come from `inputs`, or from a file of the corpus that was written from one.
      check: (input) => check(input as Input),
      ...(close === undefined ? {} : { close }),
    };
  },
});
