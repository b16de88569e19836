import type { Seen } from '../cases/rule-ports.ts';

/** Whether a draft must not be saved, because its author saw another version as the newest than the store has. */
export const refusesDraft = (newest: Seen | undefined, seen: Seen | null): boolean =>
  newest?.version !== seen?.version || newest?.sha256 !== seen?.sha256 || newest?.savedAt !== seen?.savedAt;
