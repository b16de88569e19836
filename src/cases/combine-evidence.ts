import type { Evidence } from '../evidence/evidence.ts';
import type { EvidenceRecord } from './ports.ts';

/**
 * One body of evidence from a case's submissions, in their order: positions of texts and facts count on.
 * What came without a time was observed when it was received, so that later evidence replaces earlier.
 * The latest platform that was given is the one that counts.
 */
export function combineEvidence(records: readonly EvidenceRecord[]): Evidence {
  const platform = records.findLast(({ evidence }) => evidence.platform !== undefined)?.evidence.platform;
  return {
    facts: records.flatMap(({ evidence, receivedAt }) => evidence.facts.map(at(receivedAt))),
    texts: records.flatMap(({ evidence, receivedAt }) => evidence.texts.map(at(receivedAt))),
    ...(platform === undefined ? {} : { platform }),
  };
}

const at =
  (receivedAt: string) =>
  <T extends { observedAt?: string }>(submitted: T): T => ({
    ...submitted,
    observedAt: submitted.observedAt ?? receivedAt,
  });
