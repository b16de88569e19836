import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { KeyedQueue } from '../lib/keyed-queue.ts';
import { noTrace } from '../lib/trace.ts';
import { checkCaseSize } from './check-case-size.ts';
import { combineEvidence } from './combine-evidence.ts';
import type { CaseDeps, Idempotency } from './deps.ts';
import { recordDiagnosis } from './diagnosis-record.ts';
import { existingCase } from './existing-case.ts';
import { notBefore } from './not-before.ts';
import type { DiagnosedCase } from './open-case.ts';
import type { EvidenceRecord } from './ports.ts';
import { storableEvidence } from './storable-evidence.ts';
import { writeOnce } from './write-once.ts';

export interface AddEvidenceInput {
  caseId: string;
  evidence: Evidence;
  idempotency: Idempotency | null;
}

/** Submissions to one case wait for each other here, so that only another process can take a sequence number first. */
const submissions = new KeyedQueue();

/**
 * Adds evidence to a case and diagnoses again over all of its evidence so far.
 * Rejects with `forbidden`, what `checkEvidence` throws (`too-large` for the case as a whole, too), `not-found`,
 * `idempotency-key-reused`, `conflict` (others kept submitting first) or `unavailable`.
 */
export async function addEvidence(deps: CaseDeps, input: AddEvidenceInput): Promise<DiagnosedCase> {
  requireScope(deps.actor, 'evidence:write');
  const kept = storableEvidence(deps, input);
  return submissions.run(input.caseId, () =>
    writeOnce(deps.store, input.idempotency, async (responseOf) => {
      const record = await existingCase(deps.store, input.caseId);
      const compiled = await deps.rulebook();
      const earlier = await deps.store.listEvidence(input.caseId);
      const before = [record.openedAt, earlier.at(-1)?.receivedAt, record.confirmation?.confirmedAt];
      const receivedAt = notBefore(before, deps.clock.now().toISOString());
      const sequence = earlier.length + 1;
      const evidence: EvidenceRecord = { sequence, receivedAt, evidence: kept };
      const all = [...earlier, evidence];
      checkCaseSize(combineEvidence(all), deps.limits);
      const diagnosis = recordDiagnosis(deps, {
        records: all,
        rulebook: compiled,
        sequence,
        diagnosedAt: receivedAt,
      });
      const added: DiagnosedCase = { case: record, diagnosis };
      const write = {
        caseId: input.caseId,
        evidence,
        diagnosis,
        idempotent: responseOf(added),
        audit: auditEntry(deps, {
          action: 'add-evidence',
          target: `case:${input.caseId}`,
          details: { sequence },
        }),
      };
      await (deps.trace ?? noTrace).step('commit', () => deps.store.addEvidence(write));
      return added;
    }),
  );
}
