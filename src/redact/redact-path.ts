import type { Redact } from './redaction.ts';

/** A path without secrets, encoded ones too. Stays as it is when it has none. */
export function redactPath(path: string, redact: Redact): string {
  const decoded = decode(path);
  const redacted = redact(decoded);
  return redacted === decoded ? redact(path) : encodeURI(redacted);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
