import { nameOf } from '../access/actor.ts';
import { requireScope } from '../access/require-scope.ts';
import type { Platform } from '../facts/platforms.ts';
import { CulpritError } from '../lib/errors.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { changeRulebook, rulebookBefore } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { type Switch, withSwitch } from './disabled-rules.ts';
import { invalidRequest } from './invalid-request.ts';
import { missing } from './missing.ts';
import { requireStorable } from './require-storable.ts';
import type { Activation } from './rule-ports.ts';

export interface SwitchRuleInput {
  id: string;
  reason: string;
  /** `null`: everywhere. */
  platform: Platform | null;
}

export interface DisableRuleInput extends SwitchRuleInput {
  /** When it ends by itself, ISO 8601 and in the future; `null`: never. */
  until: string | null;
}

type Deps = Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'trace' | 'redaction'>;

/**
 * Takes a rule out of the diagnoses, everywhere or on a platform. Rejects with `forbidden`, `not-found`, `conflict` (it is
 * so already), `invalid-request` or `unavailable`.
 */
export async function disableRule(deps: Deps, { until, ...input }: DisableRuleInput): Promise<Activation> {
  requireScope(deps.actor, 'rules:publish');
  if (until !== null && !(Date.parse(until) > deps.clock.now().getTime()))
    throw invalidRequest('/until', 'The time until which the rule is disabled must lie in the future.');
  const end = until === null ? null : new Date(until).toISOString();
  return switchRule(deps, { ...input, kind: 'disabled', until: end });
}

/** Lets a disabled rule take part again. Rejects as `disableRule` does. */
export async function enableRule(deps: Deps, input: SwitchRuleInput): Promise<Activation> {
  requireScope(deps.actor, 'rules:publish');
  return switchRule(deps, { ...input, kind: 'enabled', until: null });
}

async function switchRule(deps: Deps, input: DisableRuleInput & Pick<Switch, 'kind'>): Promise<Activation> {
  const { id, kind, platform, until } = input;
  const reason = deps.redaction.elsewhere(input.reason);
  requireStorable('/reason', reason);
  return changeRulebook(deps, async (before) => {
    const at = deps.clock.now().toISOString();
    return {
      rulebook: switched(rulebookBefore(before), { rule: id, kind, platform }),
      events: [{ rule: id, kind, platform, reason, successor: null, until, actor: nameOf(deps.actor), at }],
      reason: `${kind} ${id}${platform === null ? '' : ` on ${platform}`}: ${reason}`,
      action: kind === 'disabled' ? 'disable-rule' : 'enable-rule',
      target: `rule:${id}`,
      details: { reason, platform, until },
    };
  });
}

function switched(rulebook: Rulebook, change: Switch): Rulebook {
  if (!rulebook.rules.some(({ id }) => id === change.rule)) throw missing('such rule in force');
  const next = makeRulebook({ ...rulebook, disabled: withSwitch(rulebook.disabled ?? {}, change) });
  if (next.digest === rulebook.digest)
    throw new CulpritError(
      'conflict',
      `${change.rule} is ${change.kind}${change.platform === null ? '' : ` on ${change.platform}`} already.`,
    );
  return next;
}
