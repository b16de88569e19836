import type { RuleScore } from '../inference/score.ts';
import { likelihoods } from '../rulebook/likelihood.ts';
import type { StatedSignals } from '../rulebook/rule-test.ts';

/** What a signal says once it is decided, whether or not a stronger one of its group counts in its place. */
export type Side = 'for' | 'against';

/** The sides of a rule's decided signals, by id in the rule's order. */
export function sidesOf({ signals }: RuleScore): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const { signal, state } of signals) {
    if (signal === null || state === 'unknown') continue;
    const { id, withCause, without } = signal.signal;
    const holdsMoreOften = likelihoods[withCause] > likelihoods[without];
    sides.set(id, (state === 'true') === holdsMoreOften ? 'for' : 'against');
  }
  return sides;
}

/** As a case of a rule's test states them. */
export function asStated(sides: ReadonlyMap<string, Side>): StatedSignals {
  const on = (wanted: Side): string[] => [...sides].flatMap(([id, side]) => (side === wanted ? [id] : []));
  const [speaksFor, against] = [on('for'), on('against')];
  return {
    ...(speaksFor.length === 0 ? {} : { for: speaksFor }),
    ...(against.length === 0 ? {} : { against }),
  };
}

/** Where the signals came out otherwise than a case states, a sentence each with the signal that it is about. */
export function checkSides(
  { for: speaksFor = [], against = [] }: StatedSignals,
  sides: ReadonlyMap<string, Side>,
): { signal: string; message: string }[] {
  const stated = new Map<string, Side>([
    ...speaksFor.map((id) => [id, 'for'] as const),
    ...against.map((id) => [id, 'against'] as const),
  ]);
  return [...new Set([...stated.keys(), ...sides.keys()])].flatMap((signal) => {
    const [wanted, found] = [stated.get(signal), sides.get(signal)];
    if (wanted === found) return [];
    const message = `the signal ${signal} ${inWords(found)}; stated is that it ${inWords(wanted)}`;
    return [{ signal, message }];
  });
}

const inWords = (side: Side | undefined): string =>
  side === undefined ? 'is not decided' : `speaks ${side === 'for' ? 'for the rule' : 'against it'}`;
