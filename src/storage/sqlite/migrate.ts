import type Database from 'better-sqlite3';
import { type AppliedMigration, type Migration, pendingMigrations } from '../migrations.ts';

/** Brings the tables up to date in one transaction. Throws as `pendingMigrations` does; then nothing has changed. */
export function migrateSqlite(database: Database.Database, files: readonly Migration[], now: Date): void {
  const migrate = database.transaction(() => {
    database.exec(
      'CREATE TABLE IF NOT EXISTS applied_migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
    );
    const applied = database
      .prepare<[], AppliedMigration>('SELECT name, sha256 FROM applied_migrations ORDER BY name')
      .all();
    const note = database.prepare(
      'INSERT INTO applied_migrations (name, sha256, applied_at) VALUES (?, ?, ?)',
    );
    for (const { name, sha256, sql } of pendingMigrations(files, applied)) {
      database.exec(sql);
      note.run(name, sha256, now.toISOString());
    }
  });
  // Takes the write lock first: of two processes that start together, the second finds everything applied.
  migrate.immediate();
}
