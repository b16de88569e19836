import type { Command } from 'commander';
import { addBacktest } from './backtest-command.ts';
import { addCalibrate } from './calibrate-command.ts';
import { addExport } from './export-command.ts';
import { addFormatRules } from './format-command.ts';
import { addLintRules } from './lint-command.ts';
import { addLockRules } from './lock-command.ts';
import { addTestRules } from './test-command.ts';

/** What authors do with rules: the subcommands of `culprit rules` besides `list` and `show`. */
export function addRuleCommands(rules: Command): void {
  addLintRules(rules);
  addFormatRules(rules);
  addLockRules(rules);
  addTestRules(rules);
  addBacktest(rules);
  addCalibrate(rules);
  addExport(rules);
}
