import type { Actor } from '../access/actor.ts';
import type { EvidenceLimits } from '../evidence/check-evidence.ts';
import type { CasePseudonyms } from '../evidence/pseudonymise/case-pseudonyms.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import type { Clock } from '../lib/clock.ts';
import type { Trace } from '../lib/trace.ts';
import type { Redaction } from '../redact/redaction.ts';
import type { BacktestCase } from './backtest-report.ts';
import type { CaseObserver } from './case-observer.ts';
import type { Store } from './ports.ts';

/** What the verbs work with. Each takes no more of it than it needs. */
export interface CaseDeps {
  /** Who asks: each verb checks for its scope, and what it changes goes to the audit under this name. */
  actor: Actor;
  store: Store;
  clock: Clock;
  /** The rulebook in force now, whichever process put it in force. Rejects with `unavailable` while none is known. */
  rulebook: () => Promise<CompiledRulebook>;
  /** Solved incidents for backtests; none where the product was installed without them. */
  incidents: () => readonly BacktestCase[];
  /** Aborted when the process is to end: what runs long ends early. */
  stopping?: AbortSignal;
  limits: EvidenceLimits;
  /** What takes secrets out of all that a client sends, before it is checked, stored or quoted. */
  redaction: Redaction;
  /** Where cases are kept with pseudonyms only: what gives them, behind redaction. */
  pseudonyms?: CasePseudonyms;
  engineVersion: string;
  /** Of the request, when it is recorded. */
  trace?: Trace;
  /** Hears what is done, for metrics. */
  observer?: CaseObserver;
}

/** What makes a repeated request recognisable: the client's key, and a hash of the request that it came with. */
export interface Idempotency {
  key: string;
  fingerprint: string;
}
