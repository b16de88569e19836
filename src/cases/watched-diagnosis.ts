import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { KnownEvidence } from '../facts/known.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { diagnose } from '../inference/diagnose.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import { noTrace } from '../lib/trace.ts';
import type { SeenDiagnosis } from './case-observer.ts';
import type { CaseDeps } from './deps.ts';

export type Watch = Pick<CaseDeps, 'trace' | 'observer'>;

interface Given {
  operation: SeenDiagnosis['operation'];
  evidence: Evidence;
  rulebook: CompiledRulebook;
  limit?: number | undefined;
  /** How many of the texts were submitted before. */
  earlierTexts?: number;
}

/** Reads the evidence and diagnoses it; the trace and the observer learn how long it took and what came out. */
export function diagnoseWatched(
  { trace = noTrace, observer }: Watch,
  { operation, evidence, rulebook, limit, earlierTexts = 0 }: Given,
): Diagnosis {
  const known = trace.step('read evidence', () => readEvidence(evidence));
  const diagnosis = trace.step('infer', () => diagnose(known, rulebook, { limit }));
  const seen = { operation, ...outcomeOf(known, diagnosis, earlierTexts) };
  observer?.diagnosed(seen);
  if (trace !== noTrace) note(trace, seen, diagnosis);
  return diagnosis;
}

function outcomeOf(
  { texts }: KnownEvidence,
  { causes: [first], noneOfThese, facts, unread }: Diagnosis,
  earlier: number,
): Omit<SeenDiagnosis, 'operation'> {
  let lines = 0;
  for (let text = earlier; text < texts.length; text++) lines += texts[text]?.lines.length ?? 0;
  let unreadLines = 0;
  for (const { text, lines: range } of unread) if (text >= earlier) unreadLines += range[1] - range[0] + 1;
  const leads = first !== undefined && first.probability > noneOfThese;
  return {
    texts: texts.length - earlier,
    lines,
    unreadLines,
    facts: facts.length,
    first: leads ? first : null,
  };
}

function note(
  trace: NonNullable<Watch['trace']>,
  seen: SeenDiagnosis,
  { causes, rulebook }: Diagnosis,
): void {
  trace.note({
    'culprit.texts': seen.texts,
    'culprit.lines': seen.lines,
    'culprit.lines.unread': seen.unreadLines,
    'culprit.facts': seen.facts,
    'culprit.causes': causes.length,
    'culprit.verdict': seen.first?.verdict ?? 'none-of-these',
    ...(seen.first && { 'culprit.rule': seen.first.rule }),
    'culprit.rulebook': rulebook.digest,
  });
}
