/** What takes the place of a secret: it survives URLs, YAML, JSON and shells, and tells equal secrets of a case from others. */
export const REDACTED_WORD = /REDACTED-([a-z0-9]{1,24}(?:-[a-z0-9]{1,24}){0,4})-([a-z2-7]{5})(?![\w-])/;

export const redactedWord = (kind: string, tag: string): string => `REDACTED-${kind}-${tag}`;
