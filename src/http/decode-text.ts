import { CulpritError } from '../lib/errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 as a string, less a byte order mark. Throws `invalid-request` for bytes that are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const advice = utf16 ? ' but UTF-16, as PowerShell writes it; convert it first' : '';
    throw new CulpritError('invalid-request', `The body is not UTF-8${advice}.`, {
      details: [{ pointer: '', message: 'is not UTF-8' }],
      cause,
    });
  }
}
