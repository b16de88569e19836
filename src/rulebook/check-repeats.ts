import { canonicalJson } from '../lib/canonical-json.ts';
import { groupBy } from '../lib/group-by.ts';
import { type Finding, finding } from './finding.ts';
import type { Condition, Rule, SharedCondition } from './rule.ts';

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

/** Equal for conditions that ask the same, whatever the order and nesting of their parts. */
function meaningOf(condition: Condition, shared: SharedConditions, within: readonly string[] = []): string {
  const inside = (children: readonly Condition[], key: 'all' | 'any'): string => {
    const parts = flattened(children, key).map((child) => meaningOf(child, shared, within));
    const distinct = [...new Set(parts)].sort();
    return distinct.length === 1 ? (distinct[0] ?? '') : `${key}(${distinct.join()})`;
  };
  if ('all' in condition) return inside(condition.all, 'all');
  if ('any' in condition) return inside(condition.any, 'any');
  if ('not' in condition)
    return 'not' in condition.not
      ? meaningOf(condition.not.not, shared, within)
      : `not(${meaningOf(condition.not, shared, within)})`;
  if ('fact' in condition) return canonicalJson(condition);
  const name = condition.condition;
  const target = Object.hasOwn(shared, name) && !within.includes(name) ? shared[name] : undefined;
  return target === undefined ? canonicalJson(condition) : meaningOf(target.when, shared, [...within, name]);
}

/** An `all` within an `all` is but brackets. */
const flattened = (children: readonly Condition[], key: 'all' | 'any'): readonly Condition[] =>
  children.flatMap((child) => {
    const inner =
      key === 'all' && 'all' in child ? child.all : key === 'any' && 'any' in child ? child.any : null;
    return inner === null ? [child] : flattened(inner, key);
  });
