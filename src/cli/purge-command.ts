import { type Command, InvalidArgumentError } from 'commander';
import { localActor } from '../access/actor.ts';
import { deleteCase } from '../cases/delete-case.ts';
import { existingCase } from '../cases/existing-case.ts';
import { findQuietCases } from '../cases/find-quiet-cases.ts';
import type { Store } from '../cases/ports.ts';
import { purgeCases } from '../cases/purge-cases.ts';
import { readConfig } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import { visible } from '../lib/visible.ts';
import { asJson } from './text-layout.ts';
import { withStore } from './with-store.ts';

const examples = `
Examples:
  culprit purge --dry-run
  culprit purge --older-than 90
  culprit purge --case 01976e2f-5c1b-7cc3-98c4-dc0c0c07398f

It works on the database of the settings (CULPRIT_DATABASE, DATABASE_URL) while servers run. Without --older-than, the days are
those of CULPRIT_RETENTION_DAYS, by which a server purges once a day. Backups keep what they have: docs/operations.md`;

interface PurgeOptions {
  olderThan?: number;
  case?: string;
  dryRun?: true;
  json?: true;
}

interface PurgeReport {
  purged: readonly string[];
  isDryRun: boolean;
  isClean: boolean;
}

/** `culprit purge`. */
export function addPurge(program: Command): void {
  program
    .command('purge')
    .description('delete old cases, or one, with all that belongs to them; the audit stays')
    .option('--older-than <days>', 'those whose last submission and confirmation are older', days)
    .option('--case <id>', 'this case alone, however old')
    .option('--dry-run', 'say which ones would go, and delete nothing')
    .option('--json', 'print their ids as JSON')
    .addHelpText('after', examples)
    .action(purge);
}

async function purge({ json, ...options }: PurgeOptions): Promise<void> {
  const report = await withStore((store) =>
    options.case === undefined ? purgeOld(store, options) : purgeOne(store, options.case, options),
  );
  process.stdout.write(json ? asJson(report) : visible(`${inWords(report)}\n`));
}

async function purgeOld(store: Store, { olderThan, dryRun }: PurgeOptions): Promise<PurgeReport> {
  const age = olderThan ?? readConfig().retentionDays;
  if (age === undefined)
    throw new CulpritError(
      'invalid-request',
      'Say how old: --older-than DAYS, or CULPRIT_RETENTION_DAYS; or which one: --case ID.',
    );
  const deps = { actor: localActor, store, clock: systemClock };
  if (dryRun)
    return { purged: (await findQuietCases(deps, { days: age })).ids, isDryRun: true, isClean: true };
  const { ids, isClean } = await purgeCases(deps, { days: age });
  return { purged: ids, isDryRun: false, isClean };
}

async function purgeOne(store: Store, caseId: string, { dryRun }: PurgeOptions): Promise<PurgeReport> {
  if (dryRun) {
    await existingCase(store, caseId);
    return { purged: [caseId], isDryRun: true, isClean: true };
  }
  await deleteCase({ actor: localActor, store, clock: systemClock }, { caseId });
  return { purged: [caseId], isDryRun: false, isClean: await store.removeRemains() };
}

function inWords({ purged, isDryRun, isClean }: PurgeReport): string {
  const cases = `${purged.length} ${purged.length === 1 ? 'case' : 'cases'}`;
  if (isDryRun) return [`${cases} would be purged.`, ...purged].join('\n');
  const rest =
    'Another process still reads what was there: run this again when it has ended, to clear what is left outside of the tables.';
  return [`${cases} purged.`, ...(isClean ? [] : [rest])].join('\n');
}

function days(given: string): number {
  if (!/^[1-9]\d{0,4}$/.test(given)) throw new InvalidArgumentError('It takes a number of days, such as 90.');
  return Number(given);
}
