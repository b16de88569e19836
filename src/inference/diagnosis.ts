import type { RedactedSecret } from '../facts/known.ts';
import type { Fix, Reference } from '../rulebook/rule.ts';

/** The answer to a body of evidence under one rulebook. Equal input gives equal bytes: it holds no time and no id. */
export interface Diagnosis {
  /** The most probable first. */
  causes: RankedCause[];
  /** Probability that the cause is none of those ranked, listed or not. */
  noneOfThese: number;
  next: NextEvidence[];
  facts: AnsweredFact[];
  /** Lines of the texts that nothing understood. */
  unread: UnreadLines[];
  /** Secrets that were taken out before anything was read, by kind. */
  redacted: readonly RedactedSecret[];
  rulebook: { digest: string };
}

export type Verdict = 'confirmed' | 'likely' | 'possible' | 'unlikely' | 'ruled-out' | 'cannot-tell';

export interface RankedCause {
  rule: string;
  version: number;
  title: string;
  explanation: string;
  probability: number;
  verdict: Verdict;
  /** Machines concerned, for a rule about a host. */
  hosts: string[];
  score: {
    /** Decibans, as are all numbers of the score. */
    prior: number;
    lines: ScoreLine[];
    total: number;
  };
  fixes: FilledFix[];
  references: readonly Reference[];
}

export interface ScoreLine {
  signal: string;
  state: 'true' | 'false' | 'unknown';
  /** What the signal adds to the score: 0 when unknown, or when a stronger one of its group counts. */
  decibans: number;
  because: string;
  evidence: EvidenceReference[];
}

/** What decided a signal: lines of a text, a submitted fact, or both through a derived fact. */
export interface EvidenceReference {
  fact: string;
  host?: string;
  /** The value that decided; the item of a list, the matching line of a text. */
  value: unknown;
  from: OriginReference[];
}

export type OriginReference = { text: number; lines: [number, number] } | { submitted: number };

/** A fix with its commands filled in from the facts and quoted for a shell. */
export interface FilledFix extends Omit<Fix, 'steps' | 'verify'> {
  steps: { run?: string; do?: string; note?: string; placeholders?: string[] }[];
  verify?: { fact: string; operator: string; value: unknown; state: 'true' | 'false' | 'unknown' };
}

export interface CollectStep {
  command: string;
  where: string;
  seconds: number;
  risk: 'none' | 'low';
}

export interface NextEvidence {
  /** Facts that the command brings. */
  facts: string[];
  /** One or more read-only commands, in the order in which to run them. */
  collect: CollectStep[];
  /** Expected information, in bits, over causes and none of these. */
  bits: number;
  /** Bits per minute of collecting, risk weighed in: the order of this list. */
  worth: number;
  outcomes: { when: string; causes: { rule: string; probability: number }[] }[];
}

export interface AnsweredFact {
  fact: string;
  host?: string;
  value: unknown;
  from: (OriginReference & { source?: string })[];
}

export interface UnreadLines {
  text: number;
  lines: [number, number];
}
