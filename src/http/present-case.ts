import type { CaseRecord, DiagnosisRecord } from '../cases/ports.ts';
import type { Verification } from '../cases/verify-fix.ts';
import type { components } from './openapi-types.ts';

type Schemas = components['schemas'];

export const presentSummary = ({
  id,
  openedAt,
  platform,
  confirmation,
}: CaseRecord): Schemas['CaseSummary'] => ({
  id,
  openedAt,
  platform,
  confirmation,
});

/** A `StoredDiagnosis` as JSON. The answer goes in as it was stored: parsing it would only cost time. */
export function presentDiagnosis(record: DiagnosisRecord): string {
  const { sequence, evidenceSequence, diagnosedAt, engineVersion, factsDigest, answer } = record;
  const head: Omit<Schemas['StoredDiagnosis'], keyof Schemas['Diagnosis']> = {
    sequence,
    evidenceSequence,
    diagnosedAt,
    engineVersion,
    factsDigest,
  };
  return `${JSON.stringify(head).slice(0, -1)},${answer.slice(1)}`;
}

/** A `Case` as JSON. */
export function presentCase(
  record: CaseRecord,
  diagnosis: DiagnosisRecord,
  verification?: Verification | null,
): string {
  const head: Omit<Schemas['Case'], 'diagnosis'> = {
    ...presentSummary(record),
    evidenceCount: diagnosis.evidenceSequence,
    ...(verification === undefined ? {} : { verification }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"diagnosis":${presentDiagnosis(diagnosis)}}`;
}
