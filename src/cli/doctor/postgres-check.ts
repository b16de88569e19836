import { type PostgresState, withPostgresReader } from '../../storage/inspect/inspect-postgres.ts';
import { isUsable } from '../../storage/inspect/read-store.ts';
import { asSize } from '../text-layout.ts';
import type { Ask } from './ask.ts';
import { type Finding, linesOf, wordsOf } from './finding.ts';
import { checkMigrations } from './migrations-check.ts';

const { ok, warn, fail } = linesOf('database');
const clock = linesOf('clock');

/** The PostgreSQL database, and what `ask` finds out from its tables; `ask` is left out when they cannot be read. */
export async function checkPostgres(url: string, ask: Ask): Promise<Finding[]> {
  try {
    return await withPostgresReader(url, async (reader) => {
      const state = await reader.state();
      const asked = isUsable(state.migrations) ? await ask(reader.store()) : [];
      return [...checkState(state), ...asked];
    });
  } catch (error) {
    // The driver's words name no password; the address, which may, is not repeated.
    return [
      fail(
        `The PostgreSQL database cannot be used: ${wordsOf(error)}.`,
        'Look at DATABASE_URL, the network to it, and whether it is up.',
      ),
    ];
  }
}

function checkState({
  version,
  bytes,
  isWritable,
  longTransactions,
  aheadMilliseconds,
  migrations,
}: PostgresState): Finding[] {
  const seconds = Math.abs(aheadMilliseconds) / 1000;
  return [
    ok(`PostgreSQL ${version}: ${asSize(bytes)}.`),
    ...(isWritable
      ? []
      : [
          fail(
            'It is read-only, perhaps a standby: no case can be stored.',
            'Put the primary’s address into DATABASE_URL.',
          ),
        ]),
    ...(longTransactions > 0
      ? [
          warn(
            `${longTransactions} transactions have been open for more than a minute: they may hold locks, and keep purged rows.`,
            'Look for them in pg_stat_activity (xact_start), and end them.',
          ),
        ]
      : []),
    ...checkMigrations(migrations),
    seconds > 2
      ? clock.warn(
          `The database server's clock is ${seconds.toFixed(1)} s away from this machine's: times of one case come from several machines.`,
          'Let both follow a time server (NTP).',
        )
      : clock.ok('The database server’s clock agrees with this machine’s.'),
  ];
}
