import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { InstallationStore } from '../../cases/ports.ts';
import { REDACTION_KEY } from '../installation-rows.ts';
import type { GroupCommit } from './group-commit.ts';
import { installation } from './schema.ts';

export const sqliteInstallation = (db: BetterSQLite3Database, commits: GroupCommit): InstallationStore => ({
  redactionKey: (made) =>
    commits.run(() => {
      db.insert(installation).values({ name: REDACTION_KEY, value: made }).onConflictDoNothing().run();
      const kept = db.select().from(installation).where(eq(installation.name, REDACTION_KEY)).get();
      return kept?.value ?? made;
    }),
});
