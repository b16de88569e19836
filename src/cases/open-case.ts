import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { newId } from '../lib/ids.ts';
import { noTrace } from '../lib/trace.ts';
import type { CaseDeps, Idempotency } from './deps.ts';
import { recordDiagnosis } from './diagnosis-record.ts';
import type { CaseRecord, DiagnosisRecord } from './ports.ts';
import { storableEvidence } from './storable-evidence.ts';
import { writeOnce } from './write-once.ts';

export interface OpenCaseInput {
  evidence: Evidence;
  idempotency: Idempotency | null;
}

/** A case after a submission, with the diagnosis that the submission led to; its `answer` is the JSON to send. */
export interface DiagnosedCase {
  case: CaseRecord;
  diagnosis: DiagnosisRecord;
}

/**
 * Stores a new case with its first evidence and diagnosis; all are on disk when the promise resolves.
 * Rejects with `forbidden`, what `checkEvidence` throws, `idempotency-key-reused` or `unavailable`.
 */
export async function openCase(deps: CaseDeps, input: OpenCaseInput): Promise<DiagnosedCase> {
  requireScope(deps.actor, 'evidence:write');
  const id = newId(deps.clock);
  const kept = storableEvidence(deps, { evidence: input.evidence, caseId: id });
  return writeOnce(deps.store, input.idempotency, async (responseOf) => {
    const compiled = await deps.rulebook();
    const openedAt = deps.clock.now().toISOString();
    const evidence = { sequence: 1, receivedAt: openedAt, evidence: kept };
    const opened: DiagnosedCase = {
      case: {
        id,
        openedAt,
        platform: kept.platform ?? null,
        confirmation: null,
      },
      diagnosis: recordDiagnosis(deps, {
        records: [evidence],
        rulebook: compiled,
        sequence: 1,
        diagnosedAt: openedAt,
      }),
    };
    const write = {
      record: opened.case,
      evidence,
      diagnosis: opened.diagnosis,
      idempotent: responseOf(opened),
      audit: auditEntry(deps, { action: 'open-case', target: `case:${opened.case.id}` }),
    };
    await (deps.trace ?? noTrace).step('commit', () => deps.store.openCase(write));
    return opened;
  });
}
