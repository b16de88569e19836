import type { Clock } from '../lib/clock.ts';
import { type Actor, nameOf } from './actor.ts';
import type { AuditEntry } from './ports.ts';

/** What the actor does now, for the audit. */
export const auditEntry = (
  { actor, clock }: { actor: Actor; clock: Clock },
  {
    action,
    target,
    details = {},
  }: Pick<AuditEntry, 'action' | 'target'> & Partial<Pick<AuditEntry, 'details'>>,
): AuditEntry => ({ at: clock.now().toISOString(), actor: nameOf(actor), action, target, details });
