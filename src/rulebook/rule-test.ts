import type { Platform } from '../facts/platforms.ts';

/** The test that stands beside a rule. rules/rule-test.schema.json is the authority on the shape. */
export interface RuleTest {
  $schema?: string;
  /** The rule's id. */
  rule: string;
  /** Evidence of the cause: the rule comes first. */
  fires: readonly FiringCase[];
  /** Evidence of something else that looks alike: the rule does not come first. */
  lookAlikes: readonly LookAlikeCase[];
  /** Evidence that leaves the cause open: the rule says so, and asks for what is missing. */
  missing: readonly MissingCase[];
}

interface RuleCase {
  name: string;
  evidence: TestEvidence;
  signals?: StatedSignals;
}

/** By id, exactly which of the tested rule's signals the evidence decides; those left out stay unknown. */
export interface StatedSignals {
  for?: readonly string[];
  against?: readonly string[];
}

export interface FiringCase extends RuleCase {
  expect: {
    first: true;
    /** The verdicts that will do. */
    verdict?: readonly TestVerdict[];
    /** The hosts that the answer names, in any order. */
    hosts?: readonly string[];
  };
}

export interface LookAlikeCase extends RuleCase {
  /** The rule that comes first instead; `null`: none of these is more probable than any cause. */
  first: string | null;
  /** The most that the tested rule's own probability may be. */
  maxProbability?: number;
}

export interface MissingCase extends RuleCase {
  /** The verdicts that will do for the tested rule. One that is not in the answer counts as `cannot-tell`. */
  verdict: readonly TestVerdict[];
  /** A fact that the answer must ask for. */
  next?: string;
}

/** What a client would submit. */
export interface TestEvidence {
  facts?: readonly { fact: string; value: unknown; host?: string; observedAt?: string }[];
  texts?: readonly TestText[];
  platform?: Platform;
}

interface TestText {
  /** A list is joined with newlines. */
  text: string | readonly string[];
  command?: string;
  host?: string;
  observedAt?: string;
}

export const testVerdicts = [
  'confirmed',
  'likely',
  'possible',
  'unlikely',
  'ruled-out',
  'cannot-tell',
] as const;
type TestVerdict = (typeof testVerdicts)[number];
