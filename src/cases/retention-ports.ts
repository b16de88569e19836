import type { AuditEntry } from '../access/ports.ts';

/** What a store offers to those who see to it that nothing is kept for longer than it should be. */
export interface RetentionStore {
  /** Ids, in their order and after this one, of cases to which nothing was submitted and confirmed since a time (ISO 8601). */
  listQuietCases(page: { before: string; after: string; limit: number }): Promise<string[]>;
  /** Deletes a case with all that belongs to it; false when it is gone, or no longer quiet. */
  purgeCase(write: { id: string; before: string; audit: AuditEntry }): Promise<boolean>;
  listBacktestIds(): Promise<string[]>;
  /** Deletes the backtests of which nothing was heard since a time. */
  deleteBacktests(before: string): Promise<void>;
  /**
   * Overwrites or frees what deleted rows have left outside of the tables. False when others still read what was there:
   * the store goes on trying as long as it is open.
   */
  removeRemains(): Promise<boolean>;
}
