import type { RuleCoverage } from '../../cases/cover-rule.ts';
import type { MutationReport } from '../../cases/mutate-rule.ts';
import { sumOf, type Tally } from '../../cases/mutation-score.ts';
import { asStated } from '../../cases/signal-sides.ts';
import type { RuleReport } from '../../cases/test-rules.ts';
import type { StatedSignals } from '../../rulebook/rule-test.ts';

/** What `culprit rules test --format json` prints. */
export interface TestSummary {
  /** Cases, as are `failed` and `passed` everywhere. */
  passed: number;
  failed: number;
  /** Of all rules; `null`: no mutants were made. */
  flips: Tally | null;
  variants: Tally | null;
  rules: RuleSummary[];
}

export interface RuleSummary {
  rule: string;
  passed: number;
  failed: number;
  cases: {
    kind: string;
    name: string;
    /** None: it passes. */
    findings: { message: string; signal?: string }[];
    /** As they came out. */
    signals: StatedSignals;
  }[];
  coverage: RuleCoverage;
  mutation: Omit<MutationReport, 'rule'> | null;
}

export function asSummary(reports: readonly RuleReport[]): TestSummary {
  const rules = reports.map(asRuleSummary);
  const mutations = rules.flatMap(({ mutation }) => mutation ?? []);
  const isMutated = mutations.length > 0;
  return {
    passed: rules.reduce((sum, { passed }) => sum + passed, 0),
    failed: rules.reduce((sum, { failed }) => sum + failed, 0),
    flips: isMutated ? sumOf(mutations.map(({ flips }) => flips)) : null,
    variants: isMutated ? sumOf(mutations.map(({ variants }) => variants)) : null,
    rules,
  };
}

function asRuleSummary({ rule, cases, coverage, mutation }: RuleReport): RuleSummary {
  const failed = cases.filter(({ findings }) => findings.length > 0).length;
  return {
    rule,
    passed: cases.length - failed,
    failed,
    cases: cases.map(({ expected, findings, sides }) => ({
      kind: expected.kind,
      name: expected.name,
      findings: findings.map(({ message, signal }) => ({
        message,
        ...(signal === undefined ? {} : { signal }),
      })),
      signals: asStated(sides),
    })),
    coverage,
    mutation:
      mutation === null
        ? null
        : { flips: mutation.flips, variants: mutation.variants, survivors: mutation.survivors },
  };
}
