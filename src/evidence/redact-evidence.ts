import type { Redact } from '../redact/redaction.ts';
import type { Evidence } from './evidence.ts';

/** The evidence with a word in place of each secret, in every text that a client can send: those within values, too. */
export const redactEvidence = (evidence: Evidence, redact: Redact): Evidence => ({
  ...evidence,
  facts: evidence.facts.map((submitted) => redactValue(submitted, redact)),
  texts: evidence.texts.map((submitted) => redactValue(submitted, redact)),
});

/** A JSON value with the secrets of its texts, and of its keys, redacted: its shape does not change. */
export function redactValue<T>(value: T, redact: Redact): T {
  // Texts become texts, and arrays and objects keep what they have.
  return redacted(value, redact) as T;
}

function redacted(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner) => redacted(inner, redact));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [redact(key), redacted(inner, redact)]),
  );
}
