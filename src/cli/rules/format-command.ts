import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { visible } from '../../lib/visible.ts';
import { formatFile } from '../../rulebook/format-file.ts';
import { readRulebookFiles } from '../../rulebook/load-rulebook.ts';
import { parseStrictJson } from '../../rulebook/strict-json.ts';
import { exitCodes } from '../exit-codes.ts';

/** Of a file that is formatted; longer ones are not read as rules either. */
const limits = { maxBytes: 16 * 1024 * 1024, maxDepth: 100 };

/** `culprit rules format`: one order of keys and one layout for all rules, tests and shared conditions. */
export function addFormatRules(rules: Command): void {
  rules
    .command('format')
    .description('put the keys of rules, tests and shared conditions in order, and lay them out alike')
    .argument('[folder]', 'the rules folder; the one that is served without it')
    .option('--check', 'write nothing; list the files that are to be formatted')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules format
  culprit rules format my-rules --check

What a rule says, its hash and its version stay as they are. An object on one line stays there while it fits.
Exit status: 0 done, or nothing to do; 1 some file is no JSON, or (with --check) not formatted; 2 bad use.`,
    )
    .action((folder: string | undefined, { check }: { check?: true }) => {
      process.exitCode = formatFolder(folder ?? readConfig().rules, check === true)
        ? exitCodes.found
        : exitCodes.findings;
    });
}

/** Whether all files are as they should be, or are now. */
function formatFolder(folder: string, isCheck: boolean): boolean {
  let isFine = true;
  for (const [file, text] of readRulebookFiles(folder)) {
    if (!file.includes('/')) continue;
    const path = join(folder, file);
    const parsed = parseStrictJson(text, limits);
    if ('finding' in parsed) {
      const { line, column, message } = parsed.finding;
      process.stderr.write(visible(`${path}:${line ?? 1}:${column ?? 1} ${message}\n`));
      isFine = false;
      continue;
    }
    const formatted = formatFile(text);
    if (formatted === text) continue;
    process.stdout.write(visible(`${path}\n`));
    if (isCheck) isFine = false;
    else writeFileSync(path, formatted);
  }
  return isFine;
}
