import type Database from 'better-sqlite3';
import { monotonicMilliseconds } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import type { CommitObserver } from '../commit-observer.ts';
import { toSqliteError } from './sqlite-error.ts';

interface Waiting {
  write: () => unknown;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs the writes that wait at the same moment in one transaction: making a transaction durable costs far more than
 * the writes in it. Each has its own savepoint, so that one that fails leaves nothing and takes no other along.
 */
export class GroupCommit {
  readonly #database: Database.Database;
  readonly #statements: Record<'begin' | 'commit' | 'savepoint' | 'release' | 'undo', Database.Statement>;
  #waiting: Waiting[] = [];
  #closed = false;

  readonly #onCommit: CommitObserver;

  constructor(database: Database.Database, onCommit: CommitObserver = () => {}) {
    this.#database = database;
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
    if (this.#closed) return Promise.reject(new CulpritError('unavailable', 'The database is closed.'));
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    return new Promise<T>((resolve, reject) => {
      // The result that comes back is the one of `write`, which is waiting in the same object.
      this.#waiting.push({ write, resolve: resolve as (result: unknown) => void, reject });
    });
  }

  /** Commits what waits and takes no more. */
  close(): void {
    this.#closed = true;
    this.#flush();
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    const started = monotonicMilliseconds();
    const tell = (kept: boolean): void =>
      this.#onCommit({ writes: group.length, seconds: (monotonicMilliseconds() - started) / 1000, kept });
    try {
      this.#statements.begin.run();
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
