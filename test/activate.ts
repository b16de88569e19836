import { localActor } from '../src/access/actor.ts';
import type { AuditEntry } from '../src/access/ports.ts';
import { changeRulebook } from '../src/cases/change-rulebook.ts';
import type { Store } from '../src/cases/ports.ts';
import type { Rulebook } from '../src/rulebook/rulebook.ts';

/** An entry for the audit, where a test does not care what it says. */
export const audited: AuditEntry = {
  at: '2025-03-04T05:06:07.000Z',
  actor: 'local',
  action: 'test',
  target: 'test',
  details: {},
};

/** Puts a rulebook in force, unless it is. */
export async function activate(store: Store, rulebook: Rulebook): Promise<void> {
  const clock = { now: () => new Date(audited.at) };
  await changeRulebook({ actor: localActor, store, clock }, async ({ activation }) =>
    activation?.digest === rulebook.digest
      ? null
      : { rulebook, reason: 'a test', action: 'test', target: 'rulebook' },
  );
}
