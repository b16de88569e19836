import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoreMeasure } from '../../cases/ports.ts';

/** How much the database holds. Its log is the file beside it that ends with `-wal`. */
export function measureSqlite(database: Database.Database): StoreMeasure {
  const count = (sql: string): number => Number(database.prepare(sql).pluck().get());
  const { memory, name } = database;
  return {
    cases: count('SELECT count(*) FROM cases'),
    confirmedCases: count('SELECT count(DISTINCT case_id) FROM confirmations'),
    databaseBytes: count('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()'),
    logBytes: memory ? null : (statSync(`${name}-wal`, { throwIfNoEntry: false })?.size ?? 0),
    fileSystem: memory ? null : roomOf(dirname(name)),
  };
}

function roomOf(folder: string): StoreMeasure['fileSystem'] {
  const { blocks, bavail, bsize } = statfsSync(folder);
  return { bytes: blocks * bsize, freeBytes: bavail * bsize };
}
