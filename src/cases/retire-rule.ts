import { nameOf } from '../access/actor.ts';
import { requireScope } from '../access/require-scope.ts';
import { CulpritError } from '../lib/errors.ts';
import { redactForNow } from '../redact/redaction.ts';
import { checkConsequences } from '../rulebook/check-consequences.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { changeRulebook, rulebookBefore } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { invalidRequest } from './invalid-request.ts';
import { requireStorable } from './require-storable.ts';
import { existingRule } from './rule-history.ts';
import type { Activation } from './rule-ports.ts';

export interface RetireRuleInput {
  id: string;
  reason: string;
  /** The rule that takes its place. */
  successor: string | null;
}

/**
 * Takes a rule out of force, and its id out of use for good. Rejects with `forbidden`, `not-found`, `conflict` (it is retired
 * already, or others say that they explain it), `invalid-request` (no such successor) or `unavailable`.
 */
export async function retireRule(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'trace' | 'redaction'>,
  { id, successor, ...input }: RetireRuleInput,
): Promise<Activation> {
  requireScope(deps.actor, 'rules:publish');
  const reason = deps.redaction.elsewhere(input.reason);
  requireStorable('/reason', reason);
  return changeRulebook(deps, async (before) => {
    const rulebook = rulebookBefore(before);
    const { retired } = await existingRule(deps, id);
    // A roll-back may have put it in force again.
    if (retired !== null && !rulebook.rules.some((rule) => rule.id === id))
      throw new CulpritError('conflict', `${id} is retired already: ${retired.reason}.`);
    const at = deps.clock.now().toISOString();
    return {
      rulebook: without(rulebook, { id, successor }),
      events: [
        {
          rule: id,
          kind: 'retired',
          platform: null,
          reason,
          successor,
          until: null,
          actor: nameOf(deps.actor),
          at,
        },
      ],
      reason: `retired ${id}: ${reason}`,
      action: 'retire-rule',
      target: `rule:${id}`,
      details: { reason, successor },
    };
  });
}

function without(rulebook: Rulebook, { id, successor }: { id: string; successor: string | null }): Rulebook {
  const rules = rulebook.rules.filter((rule) => rule.id !== id);
  if (successor !== null && !rules.some((rule) => rule.id === successor))
    throw invalidRequest(
      '/successor',
      `The rulebook in force has no rule ${JSON.stringify(redactForNow(successor))}.`,
    );
  const broken = [...checkConsequences(rules)].flatMap(([other, findings]) =>
    findings.length > 0 ? [other] : [],
  );
  if (broken.length > 0)
    throw new CulpritError(
      'conflict',
      `These rules say that they explain ${id}; change them first: ${broken.join(', ')}.`,
    );
  const { [id]: _, ...disabled } = rulebook.disabled ?? {};
  return makeRulebook({ rules, conditions: rulebook.conditions, disabled });
}
