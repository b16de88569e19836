import { requireScope } from '../access/require-scope.ts';
import type { Finding } from '../rulebook/finding.ts';
import { lintDraft } from '../rulebook/lint-draft.ts';
import type { CaseDeps } from './deps.ts';
import { nextVersion } from './next-version.ts';

export interface RuleInput {
  /** As its file would state it. */
  rule: unknown;
  /** `null`: there is none. */
  test: unknown;
}

/** What lint finds in a rule, beside the rules in force. Rejects with `forbidden` or `unavailable`. */
export async function validateRule(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook'>,
  input: RuleInput,
): Promise<Finding[]> {
  requireScope(deps.actor, 'rules:write');
  const { rulebook } = await deps.rulebook();
  return lintDraft({ ...input, id: null, version: await nextVersion(deps, input.rule) }, rulebook).findings;
}
