import { nameOf } from '../access/actor.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import { changeRulebook } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { endsOf, withSwitch } from './disabled-rules.ts';

/** Lets the rules take part again whose time of being disabled is over. Does nothing when there is none. */
export async function endDisabling(deps: Pick<CaseDeps, 'actor' | 'store' | 'clock'>): Promise<void> {
  await changeRulebook(deps, async ({ rulebook }) => {
    if (rulebook === null) return null;
    const at = deps.clock.now().toISOString();
    const over = endsOf(rulebook.disabled ?? {}, await deps.store.listRuleEvents()).filter(
      ({ until }) => until <= at,
    );
    if (over.length === 0) return null;
    const names = over.map(({ rule, platform }) => (platform === null ? rule : `${rule} on ${platform}`));
    return {
      rulebook: makeRulebook({ ...rulebook, disabled: over.reduce(withSwitch, rulebook.disabled ?? {}) }),
      events: over.map(({ rule, kind, platform }) => ({
        rule,
        kind,
        platform,
        reason: 'the time is over',
        successor: null,
        until: null,
        actor: nameOf(deps.actor),
        at,
      })),
      reason: `no longer disabled: ${names.join(', ')}`,
      action: 'end-disabling',
      target: 'rulebook',
      details: { rules: names },
    };
  });
}
