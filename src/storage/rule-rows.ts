import type { BacktestRecord } from '../cases/backtest-ports.ts';
import type { RuleEvent, RuleVersionRecord } from '../cases/rule-ports.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';

export const ruleVersionRow = ({ rule, test, ...record }: RuleVersionRecord) => ({
  rule: rule.id,
  version: rule.version,
  content: JSON.stringify(rule),
  test: test === null ? null : JSON.stringify(test),
  ...record,
});

/** Only `ruleVersionRow` writes the columns. */
export const toRuleVersion = (row: ReturnType<typeof ruleVersionRow>): RuleVersionRecord => ({
  rule: JSON.parse(row.content) as Rule,
  test: row.test === null ? null : (JSON.parse(row.test) as RuleTest),
  sha256: row.sha256,
  author: row.author,
  savedAt: row.savedAt,
  publishedAt: row.publishedAt,
});

/** The table's check allows only these kinds. */
export const toRuleEvent = ({
  number: _,
  ...row
}: { number: number; kind: string } & Omit<RuleEvent, 'kind'>): RuleEvent => ({
  ...row,
  kind: row.kind as RuleEvent['kind'],
});

export const backtestRow = ({ progress, request, ...record }: BacktestRecord) => ({
  ...record,
  ...progress,
  request: JSON.stringify(request),
});

/** Only `backtestRow` writes the columns, and the table's check allows only these states. */
export const toBacktest = ({
  done,
  total,
  ...row
}: Omit<ReturnType<typeof backtestRow>, 'state'> & { state: string }): BacktestRecord => ({
  ...row,
  state: row.state as BacktestRecord['state'],
  progress: { done, total },
  request: JSON.parse(row.request) as BacktestRecord['request'],
});
