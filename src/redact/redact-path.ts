import type { Redact } from './redaction.ts';

/** A path without secrets, encoded ones too; those that a segment is, and those that go over several. */
export function redactPath(path: string, redact: Redact): string {
  const segments = bySegment(path, redact, { decode: decoded, encode: encodeURIComponent });
  const whole = decoded(segments);
  const redacted = redact(whole);
  return redacted === whole ? segments : encodeURI(redacted);
}

/** A JSON pointer without secrets in the names that it is made of. */
export const redactPointer = (pointer: string, redact: Redact): string =>
  redact(
    bySegment(pointer, redact, {
      decode: (name) => name.replaceAll('~1', '/').replaceAll('~0', '~'),
      encode: (name) => name.replaceAll('~', '~0').replaceAll('/', '~1'),
    }),
  );

/** A segment stands for itself: a name that begins it would be in the middle of a line. */
const bySegment = (
  path: string,
  redact: Redact,
  { decode, encode }: { decode: (segment: string) => string; encode: (segment: string) => string },
): string =>
  path
    .split('/')
    .map((segment) => {
      const plain = decode(segment);
      const redacted = redact(plain);
      return redacted === plain ? segment : encode(redacted);
    })
    .join('/');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
