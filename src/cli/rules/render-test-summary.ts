import type { RuleCoverage } from '../../cases/cover-rule.ts';
import { scoreOf, type Tally } from '../../cases/mutation-score.ts';
import { wrap } from '../text-layout.ts';
import type { RuleSummary, TestSummary } from './test-summary.ts';

interface Wanted {
  coverage?: true;
  /** The rules were named: their surviving variants are listed too, which are too many of all rules. */
  isNamed: boolean;
}

/** A rulebook's tests for a terminal: a line a rule, what went wrong below it, and the sum at the end. */
export function renderSummary(summary: TestSummary, wanted: Wanted): string {
  const { rules, passed, failed, flips, variants } = summary;
  const lines = [
    ...rules.flatMap((rule) => renderRule(rule, wanted)),
    '',
    failed === 0
      ? `${counted(rules.length, 'rule')}, ${counted(passed, 'case')}: all pass`
      : `${counted(rules.length, 'rule')}, ${counted(passed + failed, 'case')}: ${failed} fail`,
    ...(wanted.coverage ? [coverageOf(rules)] : []),
    ...(flips === null ? [] : [`flips noticed: ${share(flips)}`]),
    ...(variants === null ? [] : [`variants noticed: ${share(variants)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function renderRule(
  { rule, cases, passed, failed, coverage, mutation }: RuleSummary,
  wanted: Wanted,
): string[] {
  const outcome =
    failed === 0 ? counted(passed, 'case') : `${failed} of ${counted(cases.length, 'case')} fail`;
  const noticed = mutation === null ? '' : `; flips noticed: ${share(mutation.flips)}`;
  return [
    `${failed === 0 ? '✓' : '✗'} ${rule}: ${outcome}${noticed}`,
    ...cases.flatMap(({ kind, name, findings }) =>
      findings.flatMap(({ message }) =>
        wrap(`${kind}: ${name}: ${message}`, { first: '    ', rest: '      ' }),
      ),
    ),
    ...(wanted.coverage ? renderCoverage(coverage) : []),
    ...(mutation?.survivors ?? [])
      .filter(({ kind }) => wanted.isNamed || kind === 'negated' || kind === 'swapped')
      .flatMap(({ signal, kind, words }) =>
        wrap(`survives: ${signal}, ${kind}: ${words}`, { first: '    ', rest: '      ' }),
      ),
  ];
}

const renderCoverage = ({ half, none }: RuleCoverage): string[] => [
  ...half.map(
    ({ signal, undecided }) => `    decided on one side only: ${signal}, never ${undecided} the rule`,
  ),
  ...none.map((signal) => `    not decided by any case: ${signal}`),
];

function coverageOf(rules: readonly RuleSummary[]): string {
  const count = (kind: keyof RuleCoverage): number =>
    rules.reduce((sum, { coverage }) => sum + coverage[kind].length, 0);
  const [whole, half, none] = [count('whole'), count('half'), count('none')];
  return `${counted(whole + half + none, 'signal')}: ${whole} decided as far as can be, ${half} on one side of two, ${none} not at all`;
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

function share(tally: Tally): string {
  const percent = (Math.floor(scoreOf(tally) * 1000) / 10).toFixed(1);
  const { made, killed, byStatedSignals } = tally;
  return `${percent} % (${killed} of ${made}, ${byStatedSignals} by stated signals alone)`;
}
