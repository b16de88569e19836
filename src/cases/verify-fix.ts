import type { Diagnosis, FilledFix, RankedCause } from '../inference/diagnosis.ts';
import { readAnswer } from './diagnosis-record.ts';
import type { Confirmation, DiagnosisRecord } from './ports.ts';

/** Whether what must hold after a cause's fix holds by the latest evidence. */
export interface Verification {
  rule: string;
  /** The fix's title. */
  fix: string;
  fact: string;
  operator: string;
  value: unknown;
  /** `unknown`: nobody collected the fact yet. */
  state: 'true' | 'false' | 'unknown';
}

/**
 * Looks at the top fix of the confirmed cause. Without a confirmation: of the cause that led before the latest
 * evidence, when that evidence shows it fixed (a fixed cause no longer leads), else of the one that leads now.
 */
export function verifyFix(history: {
  confirmed: Confirmation | null;
  latest: DiagnosisRecord;
  previous: DiagnosisRecord | null;
}): Verification | null {
  const now = readAnswer(history.latest);
  if (history.confirmed !== null) return verificationOf(now, history.confirmed.rule);
  const before = history.previous === null ? null : topRule(readAnswer(history.previous));
  const fixed = verificationOf(now, before);
  return fixed?.state === 'true' ? fixed : verificationOf(now, topRule(now));
}

const topRule = ({ causes }: Diagnosis): string | null => causes[0]?.rule ?? null;

function verificationOf({ causes }: Diagnosis, rule: string | null): Verification | null {
  const cause = causes.find((candidate) => candidate.rule === rule);
  const fix = cause?.fixes.find(({ verify }) => verify !== undefined);
  return cause === undefined || fix === undefined ? null : present(cause, fix);
}

function present({ rule }: RankedCause, { title, verify }: FilledFix): Verification | null {
  return verify === undefined ? null : { rule, fix: title, ...verify };
}
