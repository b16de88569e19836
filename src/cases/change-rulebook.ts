import { nameOf } from '../access/actor.ts';
import { auditEntry } from '../access/audit-entry.ts';
import { CulpritError } from '../lib/errors.ts';
import { noTrace } from '../lib/trace.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import type { CaseDeps } from './deps.ts';
import type { Activation, RuleEvent, RuleVersionRecord } from './rule-ports.ts';

/** What is in force when a change is planned; `null` before the first. */
export interface Before {
  rulebook: Rulebook | null;
  activation: Activation | null;
}

export interface PlannedChange {
  rulebook: Rulebook;
  publish?: readonly RuleVersionRecord[];
  /** As in `RulebookChange`. */
  otherDrafts?: 'make-way';
  events?: readonly RuleEvent[];
  /** Why, for the list of activations. */
  reason: string;
  /** For the audit. */
  action: string;
  target: string;
  details?: Readonly<Record<string, unknown>>;
}

type Deps = Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'trace'>;

/** What a change is made on, when it needs something to be made on. Throws `unavailable`. */
export function rulebookBefore({ rulebook }: Before): Rulebook {
  if (rulebook === null) throw new CulpritError('unavailable', 'No rulebook is in force yet.');
  return rulebook;
}

/** How often a change is planned anew while others keep changing the rulebook first. */
const ATTEMPTS = 5;

/**
 * Changes what is in force: the plan is made on the rulebook in force, and is on disk as a whole (versions, events, rulebook,
 * activation, audit) or not at all. `null` from the plan: nothing is to be done. Rejects with what the plan throws,
 * `conflict` (others kept changing the rulebook first) or `unavailable`.
 */
export function changeRulebook(
  deps: Deps,
  plan: (before: Before) => Promise<PlannedChange>,
): Promise<Activation>;
export function changeRulebook(
  deps: Deps,
  plan: (before: Before) => Promise<PlannedChange | null>,
): Promise<Activation | null>;
export async function changeRulebook(
  deps: Deps,
  plan: (before: Before) => Promise<PlannedChange | null>,
): Promise<Activation | null> {
  for (let attempt = 1; ; attempt++) {
    const activation = await deps.store.newestActivation();
    const rulebook = activation === null ? null : await deps.store.findRulebook(activation.digest);
    const planned = await plan({ activation, rulebook });
    if (planned === null) return null;
    try {
      return await write(deps, activation, planned);
    } catch (error) {
      const lost = error instanceof CulpritError && error.code === 'conflict';
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}

async function write(
  deps: Deps,
  before: Activation | null,
  { rulebook, publish = [], otherDrafts, events = [], reason, ...about }: PlannedChange,
): Promise<Activation> {
  const activation: Activation = {
    number: (before?.number ?? 0) + 1,
    digest: rulebook.digest,
    activatedAt: deps.clock.now().toISOString(),
    actor: nameOf(deps.actor),
    reason,
  };
  const details = { ...about.details, rulebook: rulebook.digest, activation: activation.number };
  const audit = [auditEntry(deps, { ...about, details })];
  const change = { publish, otherDrafts, events, rulebook, activation, audit };
  await (deps.trace ?? noTrace).step('commit', () => deps.store.changeRulebook(change));
  return activation;
}
