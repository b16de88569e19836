import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { visible } from '../lib/visible.ts';
import { asJson, asSize, inSeconds } from './text-layout.ts';

const examples = `
Examples:
  culprit backup /backups/culprit.db
  culprit backup /backups/culprit.db --force --json

It copies the database of the settings (CULPRIT_DATABASE, DATABASE_URL) while servers write to it, and reads the copy whole before it
stands under its name. The copy is a SQLite file, of a PostgreSQL database too: "culprit restore" takes it into either.`;

/** `culprit backup FILE`. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the database into one file, whole and checked, while servers go on')
    .argument('<file>', 'the file to write; only its owner may read it')
    .option('--force', 'replace the file when there is one')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', examples)
    .action(backup);
}

async function backup(
  file: string,
  { force = false, json }: { force?: boolean; json?: true },
): Promise<void> {
  const { database, databaseUrl } = readConfig();
  // Only here: most commands need no database, and loading the drivers takes longer than a diagnosis.
  const { backUp } = await import('../storage/backup/back-up.ts');
  const report = await backUp({ database, databaseUrl }, { file, force });
  const { bytes, cases, newestCase, milliseconds } = report;
  process.stdout.write(
    json
      ? asJson(report)
      : visible(
          `${file}: ${asSize(bytes)}, ${cases} ${cases === 1 ? 'case' : 'cases'}, ${newestCase === null ? '' : `the newest of ${newestCase}, `}copied and checked in ${inSeconds(milliseconds)}.\n`,
        ),
  );
}
