import type {
  CaseRecord,
  Confirmation,
  DiagnosisRecord,
  EvidenceRecord,
  IdempotentResponse,
} from '../cases/ports.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { CulpritError } from '../lib/errors.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';

/** A case with its newest confirmation, if any, joined to it. */
export interface CaseRow {
  id: string;
  openedAt: string;
  platform: string | null;
  rule: string | null;
  note: string | null;
  confirmedAt: string | null;
}

export const toCase = ({ rule, note, confirmedAt, ...row }: CaseRow): CaseRecord => ({
  ...row,
  confirmation: confirmedAt === null ? null : { rule, note, confirmedAt },
});

export const evidenceRow = (caseId: string, record: EvidenceRecord) => ({
  caseId,
  sequence: record.sequence,
  receivedAt: record.receivedAt,
  content: JSON.stringify(record.evidence),
});

export const toEvidence = ({
  sequence,
  receivedAt,
  content,
}: ReturnType<typeof evidenceRow>): EvidenceRecord => ({
  sequence,
  receivedAt,
  // Only `evidenceRow` writes the column, and rows never change.
  evidence: JSON.parse(content) as Evidence,
});

export const diagnosisRow = (caseId: string, record: DiagnosisRecord) => ({ caseId, ...record });

/** Throws `unavailable` for an answer with characters that JSON never has: a disk has changed it. */
export function toDiagnosis({ caseId: _, ...record }: ReturnType<typeof diagnosisRow>): DiagnosisRecord {
  if (isDamaged(record.answer))
    throw new CulpritError('unavailable', 'A stored diagnosis is damaged, and with it the database.');
  return record;
}

/** Whether it has a control character: none stands in JSON without line breaks, and no page of rubbish is without one. */
function isDamaged(json: string): boolean {
  for (let at = 0; at < json.length; at++) if (json.charCodeAt(at) < 0x20) return true;
  return false;
}

export const confirmationRow = (caseId: string, confirmation: Confirmation) => ({ caseId, ...confirmation });

export const rulebookRow = (rulebook: Rulebook, keptAt: string) => ({
  digest: rulebook.digest,
  keptAt,
  content: JSON.stringify(rulebook),
});

/** Only `rulebookRow` writes the column, and rows never change. */
export const toRulebook = ({ content }: { content: string }): Rulebook => JSON.parse(content) as Rulebook;

/** For how long a repeated request gets the first answer: 24 hours. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Answers kept since this time or earlier have expired. */
export const expiryBefore = (now: Date): string => new Date(now.getTime() - KEPT_MILLISECONDS).toISOString();

export const idempotentRow = (caseId: string, response: IdempotentResponse, now: Date) => ({
  caseId,
  ...response,
  createdAt: now.toISOString(),
});

export const toIdempotent = ({
  key,
  fingerprint,
  body,
}: ReturnType<typeof idempotentRow>): IdempotentResponse => ({ key, fingerprint, body });
