import type { MigrationState } from '../../storage/inspect/read-store.ts';
import { type Finding, linesOf } from './finding.ts';

const { ok, warn, fail } = linesOf('database');

export function checkMigrations({ applied, pending, problem }: MigrationState): Finding[] {
  if (problem !== null)
    return [
      fail(problem, 'Run the version of culprit that last used it, or restore a backup of this version.'),
    ];
  if (applied === 0) return [ok('It has no tables yet; the first start makes them.')];
  if (pending.length === 0) return [ok(`Its tables are up to date (${applied} migrations).`)];
  return [
    warn(
      `Its tables are of an older version; the next start applies ${pending.join(', ')}, and the older version cannot go back.`,
      'Make a backup before the start: culprit backup FILE.',
    ),
  ];
}
