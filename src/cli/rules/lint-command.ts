import { type Command, Option } from 'commander';
import { readConfig } from '../../config.ts';
import { visibleIn } from '../../lib/visible.ts';
import { isError } from '../../rulebook/finding.ts';
import { lintRules } from '../../rulebook/lint-rules.ts';
import { readRulebookFiles } from '../../rulebook/load-rulebook.ts';
import { exitCodes } from '../exit-codes.ts';
import { paintFor } from '../text-layout.ts';
import { type FindingFormat, findingFormats, renderFindings } from './render-findings.ts';

/** `culprit rules lint`: everything that is wrong with the files of a rules folder. */
export function addLintRules(rules: Command): void {
  rules
    .command('lint')
    .description('say what is wrong with rules, their tests and shared conditions, where, and how to mend it')
    .argument('[folder]', 'the rules folder; the one that is served without it')
    .addOption(
      new Option('--format <format>', 'how to print the findings').choices(findingFormats).default('human'),
    )
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules lint
  culprit rules lint my-rules --format json | jq -r '.[].code' | sort | uniq -c
  culprit rules lint --format junit > lint.xml
  culprit rules lint --format github

docs/rules.md explains every code. Exit status: 0 no error (warnings there may be), 1 errors, 2 bad use.`,
    )
    .action((folder: string | undefined, { format, color }: { format: FindingFormat; color: boolean }) => {
      const from = folder ?? readConfig().rules;
      const files = readRulebookFiles(from);
      const findings = lintRules(files);
      const linted = visibleIn({ findings, folder: from, files: [...files.keys()] });
      process.stdout.write(renderFindings(linted, format, paintFor(process.stdout, color)));
      process.exitCode = findings.some(isError) ? exitCodes.findings : exitCodes.found;
    });
}
