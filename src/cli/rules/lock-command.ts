import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { CulpritError } from '../../lib/errors.ts';
import { visible } from '../../lib/visible.ts';
import { writeLock } from '../../rulebook/write-lock.ts';
import { exitCodes } from '../exit-codes.ts';

interface Options {
  retire?: string;
  reason?: string;
  successor?: string;
}

/** `culprit rules lock`: writes down what is published, so that no content changes without a version. */
export function addLockRules(rules: Command): void {
  rules
    .command('lock')
    .description('write the lock (id, version and hash of each rule) and the schemas for editors')
    .argument('[folder]', 'the rules folder; the one that is served without it')
    .option('--retire <id>', 'take the id of a rule whose files are deleted out of use for good')
    .option('--reason <text>', 'why it is retired')
    .option('--successor <id>', 'the rule that takes its place')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules lock
  culprit rules lock --retire host.old-name --reason "the kernel mends it since 6.1"
  culprit rules lock --retire host.old-name --reason "split in two" --successor host.new-name

It refuses content that changed under its version, versions that go back, rules that are gone without being
retired, and retired ids. Exit status: 0 written, 1 refused, 2 bad use.`,
    )
    .action((folder: string | undefined, { retire, reason, successor }: Options) => {
      if (
        (retire === undefined) !== (reason === undefined) ||
        (successor !== undefined && retire === undefined)
      )
        throw new CulpritError('invalid-request', '--retire and --reason belong together.');
      const retired = { reason: reason ?? '', ...(successor === undefined ? {} : { successor }) };
      try {
        writeLock(folder ?? readConfig().rules, retire === undefined ? null : { id: retire, retired });
      } catch (error) {
        if (!(error instanceof CulpritError)) throw error;
        process.stderr.write(visible(`culprit: ${error.message}\n`));
        process.exitCode = exitCodes.findings;
      }
    });
}
