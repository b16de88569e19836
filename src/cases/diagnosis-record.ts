import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { diagnose } from '../inference/diagnose.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256 } from '../lib/ids.ts';
import { combineEvidence } from './combine-evidence.ts';
import type { DiagnosisRecord, EvidenceRecord } from './ports.ts';

/** Diagnoses a case's submissions together. First answers and replays go through here, so that they agree. */
export const diagnoseRecords = (records: readonly EvidenceRecord[], rulebook: CompiledRulebook): Diagnosis =>
  diagnose(readEvidence(combineEvidence(records)), rulebook);

/** Diagnoses a case's submissions so far, and states all that a replay needs. */
export function recordDiagnosis(
  records: readonly EvidenceRecord[],
  rulebook: CompiledRulebook,
  about: Pick<DiagnosisRecord, 'sequence' | 'diagnosedAt' | 'engineVersion'>,
): DiagnosisRecord {
  const diagnosis = diagnoseRecords(records, rulebook);
  return {
    ...about,
    evidenceSequence: records.length,
    rulebookDigest: rulebook.rulebook.digest,
    factsDigest: sha256(canonicalJson(diagnosis.facts)),
    answer: JSON.stringify(diagnosis),
  };
}

/** The diagnosis as it was answered. */
export function readAnswer({ answer }: Pick<DiagnosisRecord, 'answer'>): Diagnosis {
  // `answer` is what `recordDiagnosis` made of a Diagnosis, and stored diagnoses never change.
  return JSON.parse(answer) as Diagnosis;
}
