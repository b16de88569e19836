import type Database from 'better-sqlite3';

const RETRY_MILLISECONDS = 5000;

/**
 * Empties the log of writes (`-wal`): it has the text of what was deleted, until it is carried over into the file, where deleted
 * rows are overwritten (`secure_delete`). While another process reads, a backup perhaps, the log stays, and is tried again.
 */
export class LogEmptier {
  readonly #database: Database.Database;
  #retry: NodeJS.Timeout | undefined;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Whether the log is empty now; if not, it will be tried until it is. */
  empty(): boolean {
    clearTimeout(this.#retry);
    const isEmpty = this.#tryOnce();
    if (!isEmpty) this.#retry = setTimeout(() => this.empty(), RETRY_MILLISECONDS).unref();
    return isEmpty;
  }

  close(): void {
    clearTimeout(this.#retry);
  }

  /** Without waiting for others: requests would wait with it. */
  #tryOnce(): boolean {
    const busy = this.#database.pragma('busy_timeout', { simple: true });
    try {
      this.#database.pragma('busy_timeout = 0');
      return this.#database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
    } catch {
      return false;
    } finally {
      this.#database.pragma(`busy_timeout = ${Number(busy)}`);
    }
  }
}
