import type { FactBase, KnownFact } from '../facts/known.ts';
import type { Derivation } from './derivation.ts';

/** Every derivation there is. */
export const derivations: readonly Derivation[] = [];

/** The facts that follow from those that are known. */
export const deriveFacts = (facts: FactBase): KnownFact[] =>
  derivations.flatMap((derivation) => derivation.derive(facts));
