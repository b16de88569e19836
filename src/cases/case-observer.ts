import type { Verdict } from '../inference/diagnosis.ts';

/** What came out of a diagnosis, in numbers: nothing of the evidence itself. */
export interface SeenDiagnosis {
  operation: 'diagnose' | 'openCase' | 'addEvidence';
  /** Submitted with the request, as are the lines; not those of earlier submissions to the case. */
  texts: number;
  lines: number;
  /** Of these lines, those that nothing understood. */
  unreadLines: number;
  facts: number;
  /** The most probable cause; `null`: none of these is more probable than any. */
  first: { rule: string; verdict: Verdict } | null;
}

/**
 * Where a confirmed cause stood in the case's newest diagnosis; `absent`: not among the causes that were answered.
 * None of these has its place by its probability.
 */
export type ConfirmedPlace = 'first' | 'second' | 'third' | 'later' | 'absent';

/** Hears what the verbs did, so that somebody can count it. Must not throw. */
export interface CaseObserver {
  diagnosed(seen: SeenDiagnosis): void;
  confirmed(place: ConfirmedPlace): void;
  backtestStarted(): void;
  backtestEnded(state: 'done' | 'failed'): void;
}
