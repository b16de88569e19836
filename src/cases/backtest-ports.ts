import type { AuditEntry } from '../access/ports.ts';

/** A long run whose state anybody may ask for. */
export interface BacktestRecord {
  id: string;
  state: 'running' | 'done' | 'failed';
  /** Cases compared so far, and in all. */
  progress: { done: number; total: number };
  /** What is compared: `from` and `to` name rulebooks by digest. */
  request: { from: string; to: string };
  /** The report as JSON; why it failed, when it has. */
  result: string | null;
  startedAt: string;
  updatedAt: string;
}

export interface BacktestStore {
  addBacktest(write: { backtest: BacktestRecord; audit: AuditEntry }): Promise<void>;
  /** State, progress, result and time of update take the place of what was there. */
  updateBacktest(backtest: BacktestRecord): Promise<void>;
  findBacktest(id: string): Promise<BacktestRecord | null>;
}
