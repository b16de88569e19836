import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { StoreMeasure } from '../cases/ports.ts';
import { monotonicMilliseconds } from '../lib/clock.ts';

/** A transaction that ended. */
interface Commit {
  writes: number;
  seconds: number;
  kept: boolean;
}

export interface StoreMetrics {
  committed(commit: Commit): void;
  /** Counts cases that were kept for long enough. */
  purged(cases: number): void;
  /** Measures the store, unless that was done less than a minute ago: counting its cases takes time. */
  measureStore(measure: () => Promise<StoreMeasure>): Promise<void>;
}

const MEASURED_EACH_MILLISECONDS = 60_000;

export function storeMetrics(registry: Registry): StoreMetrics {
  const show = gauges(registry);
  const purges = new Counter({
    name: 'culprit_cases_purged_total',
    help: 'Cases deleted by this process because they were kept for long enough',
    registers: [registry],
  });
  let measuredAt = Number.NEGATIVE_INFINITY;
  return {
    ...transactions(registry),
    purged: (cases) => purges.inc(cases),
    async measureStore(measure) {
      const now = monotonicMilliseconds();
      if (now - measuredAt < MEASURED_EACH_MILLISECONDS) return;
      const measured = await measure().catch(() => null);
      // What cannot be measured is asked for again at once.
      if (measured !== null) measuredAt = now;
      show(measured);
    },
  };
}

function transactions(registry: Registry): Pick<StoreMetrics, 'committed'> {
  const registers = [registry];
  const durations = new Histogram({
    name: 'culprit_store_transaction_duration_seconds',
    help: 'Time that a writing transaction took, until it was on disk',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const sizes = new Histogram({
    name: 'culprit_store_transaction_writes',
    help: 'Writes that shared a transaction; always 1 with PostgreSQL',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const failures = new Counter({
    name: 'culprit_store_transaction_failures_total',
    help: 'Transactions of which nothing was kept: the disk is full, the database is locked, and the like',
    registers,
  });
  return {
    committed({ writes, seconds, kept }) {
      durations.observe(seconds);
      sizes.observe(writes);
      if (!kept) failures.inc();
    },
  };
}

/** Shows what was measured; `null`: it could not be, and what was shown goes on being shown. */
function gauges(registry: Registry): (measured: StoreMeasure | null) => void {
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const up = gauge('culprit_store_up', '1 when the store could be measured, else 0');
  const cases = new Gauge({
    name: 'culprit_cases',
    help: 'Cases stored, by state: open, or confirmed when somebody said what the cause was',
    labelNames: ['state'],
    registers,
  });
  const database = gauge('culprit_store_database_bytes', 'Size of the database');
  const log = gauge(
    'culprit_store_wal_bytes',
    'Size of SQLite’s write-ahead log; 0 with PostgreSQL and in memory',
  );
  const disk = gauge(
    'culprit_store_filesystem_bytes',
    'Size of the file system that holds the SQLite file; 0 when there is none',
  );
  const free = gauge('culprit_store_filesystem_free_bytes', 'What is free of it for this process');
  return (measured) => {
    up.set(measured === null ? 0 : 1);
    if (measured === null) return;
    cases.set({ state: 'open' }, measured.cases - measured.confirmedCases);
    cases.set({ state: 'confirmed' }, measured.confirmedCases);
    database.set(measured.databaseBytes);
    log.set(measured.logBytes ?? 0);
    disk.set(measured.fileSystem?.bytes ?? 0);
    free.set(measured.fileSystem?.freeBytes ?? 0);
  };
}
