import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { InstallationStore } from '../../cases/ports.ts';
import { REDACTION_KEY } from '../installation-rows.ts';
import { installation } from './schema.ts';
import { write } from './write.ts';

export const postgresInstallation = (db: NodePgDatabase): InstallationStore => ({
  redactionKey: (made) =>
    write(db, async (tx) => {
      // Waits for a process that keeps one at this moment, and then finds it.
      await tx.insert(installation).values({ name: REDACTION_KEY, value: made }).onConflictDoNothing();
      const [kept] = await tx.select().from(installation).where(eq(installation.name, REDACTION_KEY));
      return kept?.value ?? made;
    }),
});
