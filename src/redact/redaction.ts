import { newSecret } from '../lib/ids.ts';
import { base32Head, keyedHash } from '../lib/keyed-hash.ts';
import { redactText } from './redact-text.ts';

/** Puts a word in place of each secret of a text. */
export type Redact = (text: string) => string;

/** How the installation redacts: equal secrets have equal words within a case, and other words in another case. */
export interface Redaction {
  inCase(caseId: string): Redact;
  /** For what belongs to no case. */
  readonly elsewhere: Redact;
  /** SHA-256 under the installation's key, in hexadecimal: what is compared, and must not be guessed from what is kept. */
  fingerprint(text: string): string;
}

/** Of a word: 25 bits tell the secrets of a case apart, and are too few to prove a guess. */
const TAG_CHARACTERS = 5;

/** `tell` hears the kind of each secret that is redacted. */
export function createRedaction(key: string, tell?: (kind: string) => void): Redaction {
  const redactUnder =
    (caseKey: Uint8Array): Redact =>
    (text) =>
      redactText(text, {
        tagOf: (secret) => base32Head(keyedHash(caseKey, secret), TAG_CHARACTERS),
        ...(tell && { tell }),
      });
  return {
    inCase: (caseId) => redactUnder(keyedHash(key, `case:${caseId}`)),
    elsewhere: redactUnder(keyedHash(key, 'elsewhere')),
    fingerprint: (text) => keyedHash(keyedHash(key, 'fingerprint'), text).toString('hex'),
  };
}

/** Under a key that ends with this process: for what is shown and not kept. */
export const redactForNow: Redact = createRedaction(newSecret()).elsewhere;
