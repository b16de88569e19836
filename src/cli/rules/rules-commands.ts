import type { Command } from 'commander';
import { addBacktest } from './backtest-command.ts';
import { addCalibrate } from './calibrate-command.ts';
import { addDiffRules } from './diff-command.ts';
import { addExplainRule } from './explain-command.ts';
import { addExport } from './export-command.ts';
import { addFormatRules } from './format-command.ts';
import { addLintRules } from './lint-command.ts';
import { addLockRules } from './lock-command.ts';
import { addNewRule } from './new-rule-command.ts';
import { addTestRules } from './test-command.ts';

/** What authors do with rules: the subcommands of `culprit rules` besides `list` and `show`. */
export function addRuleCommands(rules: Command): void {
  addNewRule(rules);
  addLintRules(rules);
  addFormatRules(rules);
  addLockRules(rules);
  addDiffRules(rules);
  addExplainRule(rules);
  addTestRules(rules);
  addBacktest(rules);
  addCalibrate(rules);
  addExport(rules);
}
