import type { Platform } from '../facts/platforms.ts';
import type { Rule, SharedCondition } from './rule.ts';

export type DisabledRules = Readonly<Record<string, 'everywhere' | readonly Platform[]>>;

/** The rule versions in force, and the shared conditions they refer to. */
export interface Rulebook {
  /** `sha256:` and the hash over ids, versions and contents: equal digests give equal diagnoses. */
  readonly digest: string;
  readonly rules: readonly Rule[];
  readonly conditions: Readonly<Record<string, SharedCondition>>;
  /** Rules that do not take part: by id, on which platforms, or everywhere. Left out when there is none. */
  readonly disabled?: DisabledRules;
}
