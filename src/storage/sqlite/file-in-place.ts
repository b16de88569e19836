import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { CulpritError } from '../../lib/errors.ts';

/**
 * Returns what throws `unavailable` when the file is no longer the one that was opened: what is written to a deleted one is
 * lost at the end, and what is read is old. It costs less than a microsecond.
 */
export function requireFileInPlace({ memory, name }: Database.Database): () => void {
  if (memory) return () => {};
  const { dev, ino } = statSync(name);
  return () => {
    const now = statSync(name, { throwIfNoEntry: false });
    if (now?.dev === dev && now.ino === ino) return;
    throw new CulpritError(
      'unavailable',
      'The database file was removed or replaced while it was in use; the server must be started again.',
    );
  };
}
