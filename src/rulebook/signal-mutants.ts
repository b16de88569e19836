import { describeCondition } from './describe-condition.ts';
import type { Condition, FactCondition, SharedCondition, Signal } from './rule.ts';

/** A signal with one thing wrong in it, which some test should notice. */
export interface SignalMutant {
  signal: Signal;
  kind: 'negated' | 'swapped' | 'part-dropped' | 'value-moved';
  /** What is wrong, as a phrase. */
  words: string;
}

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** The signal upside down: its condition negated, and its likelihoods in each other's place. */
export const flipsOf = (signal: Signal, shared: SharedConditions): SignalMutant[] => [
  {
    signal: { ...signal, when: { not: signal.when } },
    kind: 'negated',
    words: `holds when it is known not to: ${describeCondition(signal.when, shared)}`,
  },
  {
    signal: { ...signal, withCause: signal.without, without: signal.withCause },
    kind: 'swapped',
    words: `${signal.without} with the cause, ${signal.withCause} without it`,
  },
];

/** The signal with a part of its own condition left out, or with a value next to its own. What is shared stays. */
export const variantsOf = (signal: Signal, shared: SharedConditions): SignalMutant[] =>
  changesOf(signal.when, shared).map(({ condition, ...change }) => ({
    ...change,
    signal: { ...signal, when: condition },
  }));

interface Change extends Pick<SignalMutant, 'kind' | 'words'> {
  condition: Condition;
}

function changesOf(condition: Condition, shared: SharedConditions): Change[] {
  if ('all' in condition) return changesOfList(condition.all, shared, (all) => ({ all }));
  if ('any' in condition) return changesOfList(condition.any, shared, (any) => ({ any }));
  if ('not' in condition)
    return changesOf(condition.not, shared).map((change) => ({
      ...change,
      condition: { not: change.condition },
    }));
  return 'fact' in condition ? movedValues(condition) : [];
}

function changesOfList(
  children: readonly Condition[],
  shared: SharedConditions,
  asList: (children: readonly Condition[]) => Condition,
): Change[] {
  return children.flatMap((child, position) => {
    const dropped: Change = {
      condition: asList(children.filter((_, i) => i !== position)),
      kind: 'part-dropped',
      words: `without its part: ${describeCondition(child, shared)}`,
    };
    const changed = changesOf(child, shared).map((change) => ({
      ...change,
      condition: asList(children.with(position, change.condition)),
    }));
    return [...(children.length > 1 ? [dropped] : []), ...changed];
  });
}

/** Text is left alone: a literal or pattern has no neighbour. */
const movedValues = (comparison: FactCondition): Change[] =>
  comparison.fact === 'text'
    ? []
    : neighboursOf(comparison.value).map((value) => {
        const condition = { ...comparison, value };
        const words = `${describeCondition(condition)}, instead of: ${describeCondition(comparison)}`;
        return { condition, kind: 'value-moved', words };
      });

/** A number one more and one less, the other boolean, a list less one; of a template, each property moved so. */
function neighboursOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value))
    return value.length < 2 ? [] : value.map((_, left) => value.filter((_, i) => i !== left));
  if (value === null || typeof value !== 'object' || 'fact' in value) return [];
  return Object.entries(value).flatMap(([property, wanted]) =>
    neighboursOf(wanted).map((moved) => ({ ...value, [property]: moved })),
  );
}
