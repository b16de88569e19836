import type { Rule, SharedCondition } from './rule.ts';

/** The rule versions in force, and the shared conditions they refer to. */
export interface Rulebook {
  /** `sha256:` and the hash over ids, versions and contents: equal digests give equal diagnoses. */
  readonly digest: string;
  readonly rules: readonly Rule[];
  readonly conditions: Readonly<Record<string, SharedCondition>>;
}
