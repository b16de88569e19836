/** The version that an author saw as the newest. */
export interface Seen {
  version: number;
  sha256: string;
}

/** Whether a draft must not be saved, because its author saw another version as the newest than the store has. */
export const refusesDraft = (newest: Seen | undefined, seen: Seen | null): boolean =>
  newest?.version !== seen?.version || newest?.sha256 !== seen?.sha256;
