/** A transaction that ended: how many writes shared it, how long it took, and whether it was kept. */
export interface Commit {
  writes: number;
  seconds: number;
  kept: boolean;
}

export type CommitObserver = (commit: Commit) => void;
