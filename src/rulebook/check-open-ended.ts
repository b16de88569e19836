import { catalogue, textFact } from '../facts/catalogue.ts';
import { type Finding, finding } from './finding.ts';
import type { FactCondition } from './rule.ts';

export const NEVER_FALSE =
  'what the evidence does not show is unknown, not false, so that "not" of it never holds';

/** Texts, and lists of what happened to be seen: what is not in them may be so all the same. */
export const provesNoAbsence = (fact: string): boolean =>
  fact === textFact.id || catalogue.get(fact)?.openEnded === true;

/** What is wrong with a comparison that takes an open-ended list for a complete one. */
export function checkOpenEnded(
  { fact, operator, value }: FactCondition,
  { pointer, isNegated }: { pointer: string; isNegated: boolean },
): Finding[] {
  if (!provesNoAbsence(fact)) return [];
  if (isNegated) return [finding('never-false', `${pointer}/fact`, NEVER_FALSE)];
  const parts = operator.split(':');
  const meansAbsence =
    parts.some((part) => part === 'not' || part === 'everyFact' || part === 'doesNotContain') ||
    (parts.includes('isEmpty') && value === true);
  return meansAbsence
    ? [
        finding(
          'never-false',
          `${pointer}/operator`,
          `${fact} may lack what is so all the same: ask for what it has`,
        ),
      ]
    : [];
}
