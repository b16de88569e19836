import { keyedHash } from '../../lib/keyed-hash.ts';
import type { Evidence } from '../evidence.ts';
import { Pseudonymiser } from './pseudonymiser.ts';

/** Pseudonyms for what a case keeps: equal addresses and names have equal ones within a case, and others in another case. */
export interface CasePseudonyms {
  evidence(evidence: Evidence, caseId: string): Evidence;
  /** A note: what looks like an address or a full name in it. */
  text(text: string, caseId: string): string;
}

/** Pseudonyms whose keys are derived from the installation's (HMAC-SHA-256). */
export function casePseudonyms(installationKey: string): CasePseudonyms {
  const ofCase = (caseId: string): Pseudonymiser =>
    new Pseudonymiser(keyedHash(installationKey, `pseudonyms of case:${caseId}`).toString('base64url'));
  return {
    evidence: (evidence, caseId) => ofCase(caseId).evidence(evidence),
    text: (text, caseId) => ofCase(caseId).text(text),
  };
}
