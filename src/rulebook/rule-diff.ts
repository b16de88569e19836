import type { Likelihood, Prior } from './likelihood.ts';
import type { Reference } from './rule.ts';

/** What two versions of a rule mean differently; how their files are laid out does not count. */
export interface RuleDiff {
  rule: string;
  from: number;
  to: number;
  /** The two mean the same; the version is but a number. */
  isSame: boolean;
  prior: { before: Prior; after: Prior; decibans: { before: number; after: number } } | null;
  signals: { added: SignalInWords[]; removed: SignalInWords[]; changed: SignalChange[] };
  fixes: {
    /** Titles. */
    added: string[];
    removed: string[];
    changed: FixChange[];
    /** Those that stay stand in another order: the best comes first. */
    isReordered: boolean;
  };
  references: { added: Reference[]; removed: Reference[] };
  /** Everything else: status, title, explanation, scope, platforms, what it explains. */
  properties: { property: PlainProperty; before: string; after: string }[];
}

export interface SignalInWords {
  id: string;
  when: string;
  withCause: Likelihood;
  without: Likelihood;
  because: string;
  group: string | null;
  /** Decibans that it adds when it holds, and when it is known not to. */
  weights: { whenTrue: number; whenFalse: number };
}

export interface SignalChange {
  changed: ('id' | 'condition' | 'withCause' | 'without' | 'group' | 'because')[];
  before: SignalInWords;
  after: SignalInWords;
}

/** A fix of one title, in lines. */
export interface FixChange {
  title: string;
  before: string[];
  after: string[];
}

export const plainProperties = ['status', 'title', 'explanation', 'scope', 'appliesTo', 'explains'] as const;
type PlainProperty = (typeof plainProperties)[number];
