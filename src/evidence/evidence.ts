import type { Platform } from '../facts/platforms.ts';

export { type Platform, platforms } from '../facts/platforms.ts';

/** What a client submits: the shapes of openapi.yaml's `Evidence`. */
export interface Evidence {
  facts: readonly SubmittedFact[];
  texts: readonly SubmittedText[];
  platform?: Platform;
}

export interface SubmittedFact {
  fact: string;
  value: unknown;
  host?: string;
  /** ISO 8601. */
  observedAt?: string;
}

export interface SubmittedText {
  text: string;
  /** The command that printed it, or the log it was taken from. */
  command?: string;
  host?: string;
  /** ISO 8601. */
  observedAt?: string;
}
