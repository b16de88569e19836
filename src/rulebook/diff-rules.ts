import { canonicalJson } from '../lib/canonical-json.ts';
import { describeCondition } from './describe-condition.ts';
import { describeFix } from './describe-fix.ts';
import { type Prior, priorDecibans, weightsOf } from './likelihood.ts';
import { meaningOf, withoutNames } from './logic/meaning.ts';
import type { Reference, Rule, SharedCondition, Signal } from './rule.ts';
import { plainProperties, type RuleDiff, type SignalChange, type SignalInWords } from './rule-diff.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** A version of a rule with the shared conditions that it was written for. */
export interface RuleInContext {
  rule: Rule;
  conditions: SharedConditions;
}

/** Compares two versions of one rule by what they mean. */
export function diffRules(before: RuleInContext, after: RuleInContext): RuleDiff {
  const changes = {
    prior: diffPrior(before.rule.prior, after.rule.prior),
    signals: diffSignals(before, after),
    fixes: diffFixes(before.rule, after.rule),
    references: diffReferences(before.rule.references, after.rule.references),
    properties: plainProperties.flatMap((property) => {
      const [old, now] = [inWords(before.rule[property]), inWords(after.rule[property])];
      return old === now ? [] : [{ property, before: old, after: now }];
    }),
  };
  const { prior, signals, fixes, references, properties } = changes;
  const lists = [properties, ...Object.values(signals), ...Object.values(references)];
  const { isReordered, ...fixLists } = fixes;
  return {
    rule: after.rule.id,
    from: before.rule.version,
    to: after.rule.version,
    isSame:
      prior === null &&
      !isReordered &&
      [...lists, ...Object.values(fixLists)].every((list) => list.length === 0),
    ...changes,
  };
}

const inWords = (value: string | readonly string[] = []): string =>
  typeof value === 'string' ? value : [...value].sort().join(', ');

const diffPrior = (before: Prior, after: Prior): RuleDiff['prior'] =>
  before === after
    ? null
    : { before, after, decibans: { before: priorDecibans(before), after: priorDecibans(after) } };

/** A signal is known again by its id, or by its condition when it has another id now. */
function diffSignals(before: RuleInContext, after: RuleInContext): RuleDiff['signals'] {
  const left = new Set(before.rule.signals);
  const pairs = after.rule.signals.map((now): [Signal, Signal | undefined] => {
    const same = before.rule.signals.find(({ id }) => id === now.id);
    if (same !== undefined) left.delete(same);
    return [now, same];
  });
  const found = pairs.map(([now, same]): [Signal, Signal | undefined] => {
    const renamed = same ?? [...left].find((old) => meansSame(old, before) === meansSame(now, after));
    if (renamed !== undefined) left.delete(renamed);
    return [now, renamed];
  });
  return {
    added: found.flatMap(([now, old]) => (old === undefined ? [describe(now, after)] : [])),
    removed: [...left].map((old) => describe(old, before)),
    changed: found.flatMap(([now, old]) =>
      old === undefined ? [] : diffSignal({ old, before }, { now, after }),
    ),
  };
}

const meansSame = ({ when }: Signal, { conditions }: RuleInContext): string => meaningOf(when, conditions);

function diffSignal(
  { old, before }: { old: Signal; before: RuleInContext },
  { now, after }: { now: Signal; after: RuleInContext },
): SignalChange[] {
  const plain = (['id', 'withCause', 'without', 'group', 'because'] as const).filter(
    (property) => old[property] !== now[property],
  );
  const isOther = meansSame(old, before) !== meansSame(now, after);
  if (plain.length === 0 && !isOther) return [];
  const changed: SignalChange['changed'] = isOther ? ['condition', ...plain] : plain;
  const words = { before: describe(old, before), after: describe(now, after) };
  // A shared condition may mean something else under the title that it had.
  const isHidden = isOther && words.before.when === words.after.when;
  return isHidden
    ? [
        {
          changed,
          before: { ...words.before, when: inFull(old, before) },
          after: { ...words.after, when: inFull(now, after) },
        },
      ]
    : [{ changed, ...words }];
}

const inFull = ({ when }: Signal, { conditions }: RuleInContext): string =>
  describeCondition(withoutNames(when, conditions));

const describe = (signal: Signal, { conditions }: RuleInContext): SignalInWords => ({
  id: signal.id,
  when: describeCondition(signal.when, conditions),
  withCause: signal.withCause,
  without: signal.without,
  because: signal.because,
  group: signal.group ?? null,
  weights: weightsOf(signal),
});

const titlesOf = ({ fixes }: Rule): string[] => fixes.map(({ title }) => title);

function diffFixes(before: Rule, after: Rule): RuleDiff['fixes'] {
  const titles = { before: titlesOf(before), after: titlesOf(after) };
  const common = (one: readonly string[], other: readonly string[]) =>
    one.filter((title) => other.includes(title)).join('\n');
  return {
    added: titles.after.filter((title) => !titles.before.includes(title)),
    removed: titles.before.filter((title) => !titles.after.includes(title)),
    isReordered: common(titles.before, titles.after) !== common(titles.after, titles.before),
    changed: after.fixes.flatMap((now) => {
      const old = before.fixes.find(({ title }) => title === now.title);
      if (old === undefined || canonicalJson(old) === canonicalJson(now)) return [];
      return [{ title: now.title, before: describeFix(old), after: describeFix(now) }];
    }),
  };
}

function diffReferences(before: readonly Reference[], after: readonly Reference[]): RuleDiff['references'] {
  const addresses = (references: readonly Reference[]) => new Set(references.map(({ url }) => url));
  return {
    added: after.filter(({ url }) => !addresses(before).has(url)),
    removed: before.filter(({ url }) => !addresses(after).has(url)),
  };
}
