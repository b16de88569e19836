import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { diagnose } from '../inference/diagnose.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256 } from '../lib/ids.ts';
import { combineEvidence } from './combine-evidence.ts';
import type { CaseDeps } from './deps.ts';
import type { DiagnosisRecord, EvidenceRecord } from './ports.ts';
import { diagnoseWatched, type Watch } from './watched-diagnosis.ts';

/** Diagnoses a case's submissions together, as the first answers were made. */
export const diagnoseRecords = (records: readonly EvidenceRecord[], rulebook: CompiledRulebook): Diagnosis =>
  diagnose(readEvidence(combineEvidence(records)), rulebook);

interface Recorded extends Pick<DiagnosisRecord, 'sequence' | 'diagnosedAt'> {
  records: readonly EvidenceRecord[];
  rulebook: CompiledRulebook;
}

/** Diagnoses a case's submissions so far, and states all that a replay needs. */
export function recordDiagnosis(
  deps: Watch & Pick<CaseDeps, 'engineVersion'>,
  { records, rulebook, ...about }: Recorded,
): DiagnosisRecord {
  const earlier = records.slice(0, -1);
  const diagnosis = diagnoseWatched(deps, {
    operation: earlier.length === 0 ? 'openCase' : 'addEvidence',
    evidence: combineEvidence(records),
    rulebook,
    earlierTexts: earlier.reduce((sum, { evidence }) => sum + evidence.texts.length, 0),
  });
  return {
    engineVersion: deps.engineVersion,
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
