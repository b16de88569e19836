import type { AuditEntry } from '../access/ports.ts';
import type { Page } from '../lib/page.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';

/** One version of a rule. A draft may be saved again; what is published never changes. */
export interface RuleVersionRecord {
  rule: Rule;
  /** `null`: a draft that has none yet. */
  test: RuleTest | null;
  /** As `ruleDigest` gives it. */
  sha256: string;
  /** Who saved it, as the audit names actors; `files`: it came from the rules folder. */
  author: string;
  /** ISO 8601, as are all times. */
  savedAt: string;
  /** `null`: a draft. */
  publishedAt: string | null;
}

/** What was decided about a rule, whatever its version. The newest of a rule (and platform) is in force. */
export interface RuleEvent {
  rule: string;
  kind: 'retired' | 'disabled' | 'enabled';
  /** `null`: everywhere. */
  platform: string | null;
  reason: string | null;
  /** The rule that takes a retired one's place. */
  successor: string | null;
  /** When disabling ends by itself. */
  until: string | null;
  actor: string;
  at: string;
}

/** A rulebook put in force. The highest number is the one that answers. */
export interface Activation {
  /** Counts up from 1. */
  number: number;
  digest: string;
  activatedAt: string;
  actor: string;
  reason: string;
}

/** A change of what is in force, on disk as a whole or not at all. */
export interface RulebookChange {
  /** Versions to publish: drafts as they were last saved, or versions that never were drafts. */
  publish: readonly RuleVersionRecord[];
  /** Any draft of the same number makes way for what is published; otherwise one that was saved since is a conflict. */
  otherDrafts?: 'make-way' | undefined;
  events: readonly RuleEvent[];
  rulebook: Rulebook;
  /** Its number is one more than that of the activation on which the change was made. */
  activation: Activation;
  audit: readonly AuditEntry[];
}

/** A version of a rule as its author saw it. */
export type Seen = Pick<RuleVersionRecord, 'sha256' | 'savedAt'> & { version: number };

export interface RuleWrites {
  /**
   * Saves a draft for an author who saw this version as the newest (`null`: there was none), in place of the draft of the same number.
   * Rejects with `conflict` when another one is the newest by now.
   */
  saveDraft(write: { draft: RuleVersionRecord; seen: Seen | null; audit: AuditEntry }): Promise<void>;
  /** Rejects with `conflict` when the activation's number is taken, a published version would change, or another draft was saved. */
  changeRulebook(change: RulebookChange): Promise<void>;
}

export interface RuleReads {
  newestActivation(): Promise<Activation | null>;
  /** Newest first. */
  listActivations(page: { limit: number; cursor: string | null }): Promise<Page<Activation>>;
  /** Oldest first. */
  listRuleVersions(rule: string): Promise<RuleVersionRecord[]>;
  findRuleVersion(rule: string, version: number): Promise<RuleVersionRecord | null>;
  /** The newest published version of each rule, by id, with its test. */
  listPublishedRules(): Promise<RuleVersionRecord[]>;
  /** Of one rule or of all, oldest first. */
  listRuleEvents(rule?: string): Promise<RuleEvent[]>;
}
