import type pg from 'pg';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import { toPostgresError } from './postgres-error.ts';

const TABLES = 'cases, evidence, diagnoses, confirmations, idempotent_responses, backtests';

/**
 * Removes the dead rows of the tables that hold what belongs to cases, one run at a time. Says whether none are left: those that an
 * older transaction may still read stay for the server's own vacuum.
 */
export function vacuumOf(pool: pg.Pool): () => Promise<boolean> {
  const runs = new KeyedQueue();
  return () => runs.run('vacuum', () => vacuum(pool));
}

async function vacuum(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect().catch((error: unknown) => {
    throw toPostgresError(error);
  });
  try {
    await client.query('SET statement_timeout = 0');
    await client.query(`VACUUM ${TABLES}`);
    await client.query('RESET statement_timeout');
    const { rows } = await client.query(
      `SELECT coalesce(sum(n_dead_tup), 0) = 0 AS clean FROM pg_stat_user_tables WHERE relid = ANY (string_to_array($1, ', ')::regclass[])`,
      [TABLES],
    );
    client.release();
    return rows[0]?.clean === true;
  } catch (error) {
    client.release(true);
    throw toPostgresError(error);
  }
}
