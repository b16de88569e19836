import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { visible } from '../lib/visible.ts';
import type { RestoreReport } from '../storage/backup/restore.ts';
import { asJson, inSeconds } from './text-layout.ts';

const examples = `
Examples:
  culprit restore /backups/culprit.db
  CULPRIT_DATABASE=elsewhere.db culprit restore /backups/culprit.db --json
  DATABASE_URL=postgres://culprit@db/empty culprit restore /backups/culprit.db

Stop the servers first. The file is checked whole; the database that was there stays beside it, as
NAME.before-restore-TIME; a PostgreSQL database must be empty.`;

/** `culprit restore FILE`. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, and bring its tables up to date')
    .argument('<file>', 'what "culprit backup" wrote')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', examples)
    .action(restoreBackup);
}

async function restoreBackup(file: string, { json }: { json?: true }): Promise<void> {
  const { database, databaseUrl } = readConfig();
  // Only here: most commands need no database, and loading the drivers takes longer than a diagnosis.
  const { restore } = await import('../storage/backup/restore.ts');
  const report = await restore(file, { database, databaseUrl });
  const place = databaseUrl === undefined ? database : 'PostgreSQL';
  process.stdout.write(json ? asJson(report) : visible(`${inWords(report, place)}\n`));
}

function inWords(
  { cases, newestCase, kept, migrations, milliseconds }: RestoreReport,
  place: string,
): string {
  const newest = newestCase === null ? '' : `, the newest of ${newestCase},`;
  const updated =
    migrations.length === 0 ? [] : [`Its tables were brought up to date: ${migrations.join(', ')}.`];
  const was = kept === null ? [] : [`The database that was there is ${kept}.`];
  return [
    `${cases} ${cases === 1 ? 'case' : 'cases'}${newest} ${cases === 1 ? 'is' : 'are'} in ${place}, restored in ${inSeconds(milliseconds)}.`,
    ...updated,
    ...was,
  ].join('\n');
}
