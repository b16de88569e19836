import { checkCondition } from './check-condition.ts';
import { checkFix } from './check-fix.ts';
import { sizeOf } from './condition-size.ts';
import { type Finding, finding } from './finding.ts';
import type { Condition, Rule, SharedCondition, Signal } from './rule.ts';

/** What is wrong with a rule that its schema cannot say, each with a JSON pointer into the rule. */
export function checkRule(rule: Rule, shared: Readonly<Record<string, SharedCondition>>): Finding[] {
  return [
    ...rule.signals.flatMap((signal, position) => [
      ...checkSignal(signal, `/signals/${position}`),
      ...checkSize(signal.when, shared, `/signals/${position}/when`),
      ...checkCondition(signal.when, shared, { pointer: `/signals/${position}/when`, isNegated: false }),
    ]),
    ...checkUnique(rule.signals),
    ...checkPlatforms(rule),
    ...rule.fixes.flatMap((fix, position) => checkFix(fix, `/fixes/${position}`)),
  ];
}

/** What is evaluated for each machine of the evidence, and walked recursively. */
const LARGEST = { comparisons: 200, depth: 40 };

function checkSize(
  when: Condition,
  shared: Readonly<Record<string, SharedCondition>>,
  pointer: string,
): Finding[] {
  const { comparisons, depth } = sizeOf(when, shared);
  if (comparisons <= LARGEST.comparisons && depth <= LARGEST.depth) return [];
  const message = `comes to ${comparisons} comparisons, ${depth} deep; at most ${LARGEST.comparisons}, ${LARGEST.depth} deep`;
  return [finding('huge-condition', pointer, message)];
}

const checkSignal = ({ withCause, without }: Signal, pointer: string): Finding[] =>
  withCause === without
    ? [
        finding(
          'indecisive-signal',
          `${pointer}/without`,
          `"${without}" with and without the cause decides nothing`,
        ),
      ]
    : [];

function checkUnique(signals: readonly Signal[]): Finding[] {
  const ids = signals.map(({ id }) => id);
  return ids.flatMap((id, position) =>
    ids.indexOf(id) < position
      ? [finding('duplicate-signal', `/signals/${position}/id`, `another signal is called "${id}"`)]
      : [],
  );
}

const checkPlatforms = ({ appliesTo }: Rule): Finding[] =>
  appliesTo.includes('any') && appliesTo.length > 1
    ? [finding('pointless-platforms', '/appliesTo', '"any" makes the other platforms pointless')]
    : [];
