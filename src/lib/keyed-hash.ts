import { createHmac } from 'node:crypto';

/** HMAC-SHA-256 (RFC 2104) of a text, as UTF-8. */
export const keyedHash = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first bits as base32 (RFC 4648, 6) in lower case, five a character; at most six characters. */
export const base32Head = (bytes: Buffer, characters: number): string => {
  const bits = bytes.readUInt32BE(0);
  return Array.from({ length: characters }, (_, i) => ALPHABET[(bits >>> (27 - 5 * i)) & 31]).join('');
};
