import type { Command } from 'commander';
import { addTestRules } from './test-command.ts';

/** What authors do with rules: the subcommands of `culprit rules` besides `list` and `show`. */
export function addRuleCommands(rules: Command): void {
  addTestRules(rules);
}
