import type { EvidenceLimits } from '../evidence/check-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { CulpritError } from '../lib/errors.ts';

/** A case's texts together hold as much as this many texts of the greatest size: each submission reads them all again. */
const TEXTS_OF_A_CASE = 16;

/** Refuses what would make a case's evidence, taken together, more than one diagnosis is to read: `too-large`. */
export function checkCaseSize({ facts, texts }: Evidence, limits: EvidenceLimits): void {
  const hosts = new Set([...facts, ...texts].map(({ host }) => host?.trim() ?? ''));
  hosts.delete('');
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  requireAtMost(limits.facts, facts.length, 'facts');
  requireAtMost(limits.hosts, hosts.size, 'hosts');
  requireAtMost(TEXTS_OF_A_CASE * limits.textBytes, bytes, 'bytes of text');
}

function requireAtMost(limit: number, count: number, what: string): void {
  if (count <= limit) return;
  const message = `With this evidence the case would hold ${count} ${what}; ${limit} are allowed. Open another case.`;
  throw new CulpritError('too-large', message, { details: [{ pointer: '', message }] });
}
