import { type Finding, findingCodes } from '../rulebook/finding.ts';
import type { components } from './openapi-types.ts';

/** A finding with what its code stands for. */
export function presentFinding({ pointer, code, message }: Finding): components['schemas']['Finding'] {
  const { severity, mend } = findingCodes[code];
  return { pointer, code, severity, message, mend };
}
