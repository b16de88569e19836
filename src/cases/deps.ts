import type { EvidenceLimits } from '../evidence/check-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import type { Clock } from '../lib/clock.ts';
import type { CaseStore } from './ports.ts';

/** What the verbs work with. Each takes no more of it than it needs. */
export interface CaseDeps {
  store: CaseStore;
  clock: Clock;
  /** The rulebook in force now. */
  rulebook: () => CompiledRulebook;
  limits: EvidenceLimits;
  engineVersion: string;
}

/** What makes a repeated request recognisable: the client's key, and a hash of the request that it came with. */
export interface Idempotency {
  key: string;
  fingerprint: string;
}
