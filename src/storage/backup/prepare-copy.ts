import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { localActor } from '../../access/actor.ts';
import { auditEntry } from '../../access/audit-entry.ts';
import type { Clock } from '../../lib/clock.ts';
import { auditRow } from '../access-rows.ts';
import { pendingMigrations, readMigrations } from '../migrations.ts';
import { migrateSqlite } from '../sqlite/migrate.ts';
import { appliedMigrations, type Contents, checkDatabase } from './check-database.ts';
import { requireOwnSchema } from './require-own-schema.ts';

/**
 * Checks a copy of a backup whole, brings its tables up to date, and notes in its audit that it was restored.
 * Throws as `checkDatabase` and `requireOwnSchema` do.
 */
export function prepareCopy(
  copy: Database.Database,
  { clock, migrations }: { clock: Clock; migrations: string },
): Contents & { migrations: readonly string[] } {
  const files = readMigrations(join(migrations, 'sqlite'));
  const contents = checkDatabase(copy, files);
  requireOwnSchema(copy, files);
  const pending = pendingMigrations(files, appliedMigrations(copy)).map(({ name }) => name);
  migrateSqlite(copy, files, clock.now());
  const details = { cases: contents.cases, newestCase: contents.newestCase };
  const entry = auditEntry({ actor: localActor, clock }, { action: 'restore', target: 'database', details });
  copy
    .prepare(
      'INSERT INTO audit (at, actor, action, target, details) VALUES (@at, @actor, @action, @target, @details)',
    )
    .run(auditRow(entry));
  return { ...contents, migrations: pending };
}
