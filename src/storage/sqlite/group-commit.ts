import type Database from 'better-sqlite3';
import { monotonicMilliseconds } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import type { CommitObserver } from '../commit-observer.ts';
import { isBusy, toSqliteError } from './sqlite-error.ts';

interface Waiting {
  write: () => unknown;
  /** Monotonic milliseconds. */
  since: number;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

interface GroupCommitOptions {
  /** Throws when nothing may be written: what is written to a file that was removed is lost. */
  requireUsable?: () => void;
  /** For how long a write waits for another process's. */
  patienceMilliseconds?: number;
  onCommit?: CommitObserver | undefined;
}

/** How often the lock is asked for while another process has it: requests are answered in between. */
const RETRY_MILLISECONDS = 20;

/**
 * Runs the writes that wait at the same moment in one transaction: making a transaction durable costs far more than
 * the writes in it. Each has its own savepoint, so that one that fails leaves nothing and takes no other along.
 */
export class GroupCommit {
  readonly #database: Database.Database;
  readonly #statements: Record<'begin' | 'commit' | 'savepoint' | 'release' | 'undo', Database.Statement>;
  readonly #requireUsable: () => void;
  readonly #patience: number;
  readonly #onCommit: CommitObserver;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #isClosed = false;
  #drained: (() => void) | null = null;

  constructor(
    database: Database.Database,
    { requireUsable = () => {}, patienceMilliseconds = 2000, onCommit = () => {} }: GroupCommitOptions = {},
  ) {
    this.#database = database;
    this.#requireUsable = requireUsable;
    this.#patience = patienceMilliseconds;
    this.#onCommit = onCommit;
    this.#statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      savepoint: database.prepare('SAVEPOINT one_write'),
      release: database.prepare('RELEASE one_write'),
      undo: database.prepare('ROLLBACK TO one_write'),
    };
  }

  /** Resolves with the write's result once it is on disk. */
  run<T>(write: () => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(new CulpritError('unavailable', 'The database is closed.'));
    if (!this.#isScheduled) setImmediate(() => this.#flush());
    this.#isScheduled = true;
    return new Promise<T>((resolve, reject) => {
      // The result that comes back is the one of `write`, which is waiting in the same object.
      const settle = { resolve: resolve as (result: unknown) => void, reject };
      this.#waiting.push({ write, since: monotonicMilliseconds(), ...settle });
    });
  }

  /** Takes no more writes; resolves when those that wait are committed, or have waited for too long. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#flush();
    if (this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
  }

  #flush(): void {
    this.#isScheduled = false;
    if (this.#waiting.length > 0 && this.#begin()) this.#commit();
    if (this.#waiting.length === 0) this.#drained?.();
  }

  /** Takes the write lock, or has those who wait wait on. */
  #begin(): boolean {
    try {
      this.#requireUsable();
      this.#statements.begin.run();
      return true;
    } catch (error) {
      const patient = monotonicMilliseconds() - this.#patience;
      const goOn = ({ since }: Waiting): boolean => isBusy(error) && since > patient;
      const gaveUp = this.#waiting.filter((waiting) => !goOn(waiting));
      this.#waiting = this.#waiting.filter(goOn);
      if (gaveUp.length > 0) this.#onCommit({ writes: gaveUp.length, seconds: 0, kept: false });
      for (const { reject } of gaveUp) reject(toSqliteError(error));
      if (this.#waiting.length > 0) setTimeout(() => this.#flush(), RETRY_MILLISECONDS);
      this.#isScheduled = this.#waiting.length > 0;
      return false;
    }
  }

  #commit(): void {
    const group = this.#waiting;
    this.#waiting = [];
    const started = monotonicMilliseconds();
    const tell = (kept: boolean): void =>
      this.#onCommit({ writes: group.length, seconds: (monotonicMilliseconds() - started) / 1000, kept });
    try {
      const settle = group.map((waiting) => this.#runOne(waiting));
      this.#statements.commit.run();
      tell(true);
      for (const settled of settle) settled();
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      tell(false);
      for (const { reject } of group) reject(toSqliteError(error));
    }
  }

  /** Returns what to tell the writer once the transaction is on disk. */
  #runOne({ write, resolve, reject }: Waiting): () => void {
    this.#statements.savepoint.run();
    try {
      const result = write();
      this.#statements.release.run();
      return () => resolve(result);
    } catch (error) {
      // A full disk and the like end the whole transaction: then nobody's write was kept.
      if (!this.#database.inTransaction) throw error;
      this.#statements.undo.run();
      this.#statements.release.run();
      return () => reject(toSqliteError(error));
    }
  }
}
