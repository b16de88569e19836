import { asking } from './ask.ts';
import { until } from './fault.ts';
import { Ledger } from './ledger.ts';
import { seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { startLoad } from './workload.ts';

/** Lets a server store at least `writes` into a new database, ends it with a signal, and returns what it acknowledged. */
export async function fillDatabase(
  env: Readonly<Record<string, string>>,
  { seed, writes, signal }: { seed: number; writes: number; signal: 'SIGTERM' | 'SIGKILL' },
): Promise<Ledger> {
  const ledger = new Ledger();
  const server = await startServer({ env });
  const load = startLoad({ ask: asking(server.url), ledger, random: seeded(seed), connections: 4 });
  await until('the database is filled', () => ledger.acknowledged.length >= writes, 60);
  // Ended by SIGTERM the server has answered what it had taken: only a kill may cut.
  if (signal === 'SIGTERM') await load.stop();
  await server.kill(signal);
  await load.stop();
  return ledger;
}
