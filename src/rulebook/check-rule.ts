import { checkCondition } from './check-condition.ts';
import { checkFix } from './check-fix.ts';
import { type Finding, finding } from './finding.ts';
import type { Rule, SharedCondition, Signal } from './rule.ts';

/** What is wrong with a rule that its schema cannot say, each with a JSON pointer into the rule. */
export function checkRule(rule: Rule, shared: Readonly<Record<string, SharedCondition>>): Finding[] {
  return [
    ...rule.signals.flatMap((signal, position) => [
      ...checkSignal(signal, `/signals/${position}`),
      ...checkCondition(signal.when, shared, { pointer: `/signals/${position}/when`, isNegated: false }),
    ]),
    ...checkUnique(rule.signals),
    ...checkPlatforms(rule),
    ...rule.fixes.flatMap((fix, position) => checkFix(fix, `/fixes/${position}`)),
  ];
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
