import { groupBy } from '../lib/group-by.ts';
import { type Finding, finding } from './finding.ts';
import { meaningOf } from './logic/meaning.ts';
import type { Rule, SharedCondition } from './rule.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** What a rule says twice: signals that ask the same, references to one page. */
export function checkRepeats({ signals, references }: Rule, shared: SharedConditions): Finding[] {
  const meanings = signals.map(({ when }) => meaningOf(when, shared));
  const addresses = references.map(({ url }) => url.replace(/\/$/, ''));
  return [
    ...repeated(meanings).map(({ position, first }) =>
      finding(
        'repeated-condition',
        `/signals/${position}/when`,
        `asks the same as the signal "${signals[first]?.id}", so that one observation counts twice`,
      ),
    ),
    ...repeated(addresses).map(({ position, first }) =>
      finding('repeated-reference', `/references/${position}/url`, `is that of reference ${first + 1}`),
    ),
  ];
}

const repeated = (keys: readonly string[]): { position: number; first: number }[] =>
  keys.flatMap((key, position) => {
    const first = keys.indexOf(key);
    return first < position ? [{ position, first }] : [];
  });

/** Rules that say the same: all their signals ask the same, or they have one title. By rule id. */
export function checkDuplicateCauses(
  rules: readonly Rule[],
  shared: SharedConditions,
): Map<string, Finding[]> {
  const meanings = groupBy(rules, (rule) => causeOf(rule, shared));
  const titles = groupBy(rules, ({ title }) => title.toLowerCase());
  return new Map(
    rules.map((rule) => {
      const same = (meanings.get(causeOf(rule, shared)) ?? []).find(({ id }) => id !== rule.id);
      const namesake = (titles.get(rule.title.toLowerCase()) ?? []).find(({ id }) => id !== rule.id);
      return [
        rule.id,
        [
          ...(same === undefined
            ? []
            : [finding('duplicate-cause', '/signals', `"${same.id}" has the same signals`)]),
          ...(namesake === undefined
            ? []
            : [finding('duplicate-title', '/title', `is the title of "${namesake.id}" too`)]),
        ],
      ];
    }),
  );
}

const causeOf = ({ signals }: Rule, shared: SharedConditions): string =>
  [...new Set(signals.map(({ when }) => meaningOf(when, shared)))].sort().join();
