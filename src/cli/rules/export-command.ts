import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { FILES } from '../../cases/import-rules.ts';
import type { RuleVersionRecord } from '../../cases/rule-ports.ts';
import { readConfig } from '../../config.ts';
import { visible } from '../../lib/visible.ts';
import { formatDocument } from '../../rulebook/format-file.ts';
import { fileOf, testOf } from '../../rulebook/rule-files.ts';
import { withStore } from '../with-store.ts';

/** `culprit rules export`: what was published over HTTP, as files to review and keep in git. */
export function addExport(rules: Command): void {
  rules
    .command('export')
    .description('write the rules that were published over HTTP as files, with their tests')
    .argument('[folder]', 'the rules folder to write to; the one of the settings unless given')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules export && git diff
  culprit rules export published

Rules are those of the database of the settings (CULPRIT_DATABASE, DATABASE_URL); of each rule, the newest published version.
Bring the lock up to date afterwards: culprit rules lock`,
    )
    .action(run);
}

async function run(folder: string | undefined): Promise<void> {
  const published = await withStore((store) => store.listPublishedRules());
  const written = published.filter(({ author }) => author !== FILES);
  for (const record of written) write(folder ?? readConfig().rules, record);
  if (written.length === 0) process.stderr.write('No rule was published over HTTP.\n');
}

function write(folder: string, { rule, test }: RuleVersionRecord): void {
  const file = join(folder, fileOf(rule.id));
  mkdirSync(dirname(file), { recursive: true });
  const texts = { [file]: { $schema: '../rule.schema.json', ...rule } };
  const tests =
    test === null
      ? {}
      : { [join(folder, testOf(fileOf(rule.id)))]: { $schema: '../rule-test.schema.json', ...test } };
  for (const [path, document] of Object.entries({ ...texts, ...tests })) {
    writeFileSync(path, formatDocument(document));
    process.stdout.write(visible(`wrote ${path}\n`));
  }
}
