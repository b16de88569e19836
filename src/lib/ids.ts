import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';

/** A UUID version 7 (RFC 9562): sorts by creation time, so that it serves as a page cursor. */
export function newId(clock: Clock): string {
  // Version and variant apart, a version 4 has random bits where a version 7 has them.
  return `${timePart(clock.now())}-7${randomUUID().slice(15)}`;
}

function timePart(instant: Date): string {
  const time = instant.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** What sorts before every id that was made at this time or later, and after all others. */
export const idBound = (time: Date): string => timePart(time);

/** 32 random bytes as base64url: 43 characters that nobody guesses. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether a text looks like what `newId` makes. Others are not asked for: a database may choke on what a client takes for an id. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Lower-case hexadecimal SHA-256 of a text (as UTF-8) or of bytes. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');
