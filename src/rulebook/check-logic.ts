import { type Finding, finding } from './finding.ts';
import { canHold, type Judging } from './logic/can-hold.ts';
import { type Conjunction, waysToHold } from './logic/literals.ts';
import type { Condition, FactCondition, Rule, SharedCondition } from './rule.ts';
import { isSlowElsewhere } from './slow-pattern.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** Where the conditions of a rule's signals contradict themselves, or say nothing. */
export const checkSignalLogic = ({ signals, scope }: Rule, shared: SharedConditions): Finding[] =>
  signals.flatMap(({ when }, position) =>
    checkLogic(when, { pointer: `/signals/${position}/when`, judging: { shared, scope, given: [] } }),
  );

/** As `checkSignalLogic`, for a file of shared conditions, which rules of both scopes may use. */
export const checkConditionLogic = (own: SharedConditions, shared: SharedConditions): Finding[] =>
  Object.entries(own).flatMap(([name, { when }]) =>
    checkLogic(when, { pointer: `/${name}/when`, judging: { shared, scope: 'cluster', given: [] } }),
  );

interface Place {
  pointer: string;
  judging: Judging;
}

function checkLogic(condition: Condition, place: Place): Finding[] {
  if ('not' in condition)
    return checkLogic(condition.not, { pointer: `${place.pointer}/not`, judging: freely(place.judging) });
  if ('all' in condition) return checkAll(condition.all, place);
  if ('any' in condition) return checkAny(condition.any, place);
  return 'fact' in condition ? checkComparison(condition, place) : checkReference(condition, place);
}

const freely = (judging: Judging): Judging => ({ ...judging, given: [] });

function checkComparison(condition: FactCondition, { pointer, judging }: Place): Finding[] {
  if (isSlow(condition))
    return [finding('slow-pattern', `${pointer}/value/pattern`, 'two repetitions can match the same text')];
  if (!canHold(condition, freely(judging)))
    return [finding('never-met', pointer, 'no value that the fact can have meets this')];
  return canHold(condition, freely(judging), true)
    ? []
    : [finding('always-met', pointer, 'every value that the fact can have meets this')];
}

const isSlow = ({ value }: FactCondition): boolean =>
  value !== null &&
  typeof value === 'object' &&
  'pattern' in value &&
  typeof value.pattern === 'string' &&
  isSlowElsewhere(value.pattern);

function checkReference(condition: { condition: string }, { pointer, judging }: Place): Finding[] {
  return canHold(condition, freely(judging))
    ? []
    : [finding('contradiction', `${pointer}/condition`, `"${condition.condition}" can never hold here`)];
}

function checkAll(children: readonly Condition[], { pointer, judging }: Place): Finding[] {
  const possible = children.every((child) => canHold(child, freely(judging)));
  if (possible && !canHold({ all: children }, freely(judging)))
    return [finding('contradiction', pointer, 'these can never hold together')];
  return children.flatMap((child, position) => {
    const given = [
      ...judging.given,
      ...children.flatMap((other) => (other === child ? [] : certain(other, judging))),
    ];
    return checkLogic(child, { pointer: `${pointer}/all/${position}`, judging: { ...judging, given } });
  });
}

function checkAny(children: readonly Condition[], { pointer, judging }: Place): Finding[] {
  const inside = children.flatMap((child, position) => {
    const at = `${pointer}/any/${position}`;
    const isUnreachable = canHold(child, freely(judging)) && !canHold(child, judging);
    return isUnreachable
      ? [finding('unreachable', at, 'can never hold together with what stands around it')]
      : checkLogic(child, { pointer: at, judging });
  });
  const isOpen = children.every((child) => canHold(child, freely(judging), true));
  return isOpen && !canHold({ any: children }, freely(judging), true)
    ? [...inside, finding('always-met', pointer, 'one of these always holds of what is known')]
    : inside;
}

/** What holds whenever the condition does. */
function certain(condition: Condition, { shared }: Judging): Conjunction {
  const ways = waysToHold(condition, shared);
  return ways?.length === 1 ? (ways[0] ?? []) : [];
}
