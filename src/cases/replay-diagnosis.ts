import { requireScope } from '../access/require-scope.ts';
import { type CompiledRulebook, compileRulebook } from '../inference/compile-rulebook.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import type { CaseDeps } from './deps.ts';
import { diagnoseRecords, readAnswer } from './diagnosis-record.ts';
import { existingCase } from './existing-case.ts';
import { missing } from './missing.ts';

export interface ReplayDiagnosisInput {
  caseId: string;
  /** Position in the case, from 1. */
  sequence: number | 'latest';
}

export interface Replay {
  /** Whether the same bytes came out again. */
  identical: boolean;
  /** Digest of the rulebook that both used. */
  rulebook: string;
  /** Different versions explain a difference. */
  engineVersion: { stored: string; now: string };
  stored: Diagnosis;
  replayed: Diagnosis;
}

/** No database stores a higher position. */
const MOST_DIAGNOSES = 2 ** 31 - 1;

/** Diagnoses a stored diagnosis's evidence again, under its rulebook. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function replayDiagnosis(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook' | 'engineVersion'>,
  { caseId, sequence }: ReplayDiagnosisInput,
): Promise<Replay> {
  requireScope(deps.actor, 'cases:read');
  await existingCase(deps.store, caseId);
  const possible = sequence === 'latest' || (Number.isInteger(sequence) && sequence <= MOST_DIAGNOSES);
  const stored = possible ? await deps.store.findDiagnosis(caseId, sequence) : null;
  if (stored === null) throw missing(`diagnosis ${sequence} of case ${caseId}`);
  const records = await deps.store.listEvidence(caseId);
  const seen = records.filter((record) => record.sequence <= stored.evidenceSequence);
  const replayed = diagnoseRecords(seen, await rulebookOf(deps, stored.rulebookDigest));
  return {
    identical: JSON.stringify(replayed) === stored.answer,
    rulebook: stored.rulebookDigest,
    engineVersion: { stored: stored.engineVersion, now: deps.engineVersion },
    stored: readAnswer(stored),
    replayed,
  };
}

async function rulebookOf(
  { store, rulebook }: Pick<CaseDeps, 'store' | 'rulebook'>,
  digest: string,
): Promise<CompiledRulebook> {
  const inForce = await rulebook();
  if (inForce.rulebook.digest === digest) return inForce;
  const kept = await store.findRulebook(digest);
  if (kept === null) throw missing(`rulebook ${digest}`);
  return compileRulebook(kept);
}
