import { redactPointer } from '../redact/redact-path.ts';
import { redactForNow } from '../redact/redaction.ts';
import { type Finding, findingCodes } from '../rulebook/finding.ts';
import type { components } from './openapi-types.ts';

/** A finding with what its code stands for. */
export function presentFinding({ pointer, code, message }: Finding): components['schemas']['Finding'] {
  const { severity, mend } = findingCodes[code];
  // They repeat what the rule says, and a refused one may hold anything.
  return {
    pointer: redactPointer(pointer, redactForNow),
    code,
    severity,
    message: redactForNow(message),
    mend,
  };
}
