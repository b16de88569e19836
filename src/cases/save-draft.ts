import { nameOf } from '../access/actor.ts';
import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import { CulpritError } from '../lib/errors.ts';
import { ruleDigest } from '../rulebook/digest.ts';
import type { Finding } from '../rulebook/finding.ts';
import { lintDraft } from '../rulebook/lint-draft.ts';
import { rulebookWith } from '../rulebook/make-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { refused, requireNoErrors } from './refused-rule.ts';
import { etagOf, type RuleHistory, ruleHistory } from './rule-history.ts';
import type { RuleVersionRecord } from './rule-ports.ts';

export interface SaveDraftInput {
  id: string;
  /** As its file would state it; without a version it gets the next one. */
  rule: unknown;
  /** `null`: it has none yet. It cannot be published so. */
  test: unknown;
  /** The ETag that the author saw, or a list of them (RFC 9110, 13.1.1); `null`: none was given. `*`: any. */
  ifMatch: string | null;
}

export interface SavedDraft {
  record: RuleVersionRecord;
  etag: string;
  isNew: boolean;
  /** What lint warns of. */
  warnings: Finding[];
}

/**
 * Saves a draft of a rule's next version, in place of the draft that there may be. Rejects with `forbidden`, `rule-refused`
 * (with the findings), `precondition-required` (the rule exists, and no ETag was given), `precondition-failed` (another one
 * saved first), `conflict` (the id is retired) or `unavailable`.
 */
export async function saveDraft(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'rulebook'>,
  input: SaveDraftInput,
): Promise<SavedDraft> {
  requireScope(deps.actor, 'rules:write');
  const history = await ruleHistory(deps, input.id);
  requireCurrent(history, input.ifMatch);
  if (history.retired !== null)
    throw new CulpritError(
      'conflict',
      `The id ${input.id} is retired: ${history.retired.reason}. Use another one.`,
    );
  const { rulebook } = await deps.rulebook();
  const version = (history.newestPublished?.rule.version ?? 0) + 1;
  const { rule, test, findings } = lintDraft({ ...input, version }, rulebook);
  requireNoErrors(findings);
  if (rule === null) throw refused(findings);
  const record: RuleVersionRecord = {
    rule,
    test,
    sha256: ruleDigest(rule, rulebookWith(rulebook, rule).conditions),
    author: nameOf(deps.actor),
    savedAt: deps.clock.now().toISOString(),
    publishedAt: null,
  };
  await write(deps, record, history);
  return { record, etag: etagOf(record), isNew: history.newest === null, warnings: findings };
}

function requireCurrent({ newest }: RuleHistory, ifMatch: string | null): void {
  if (newest === null) {
    if (ifMatch !== null) throw new CulpritError('precondition-failed', 'There is no such rule to match.');
    return;
  }
  if (ifMatch === null)
    throw new CulpritError(
      'precondition-required',
      'The rule exists: say in If-Match which state of it you changed.',
    );
  const seen = ifMatch.split(',').map((etag) => etag.trim());
  if (ifMatch.trim() !== '*' && !seen.includes(etagOf(newest)))
    throw new CulpritError('precondition-failed', 'The rule was changed since you read it; read it again.');
}

async function write(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock'>,
  draft: RuleVersionRecord,
  { newest }: RuleHistory,
): Promise<void> {
  const seen =
    newest === null ? null : { version: newest.rule.version, sha256: newest.sha256, savedAt: newest.savedAt };
  const target = `rule:${draft.rule.id}@${draft.rule.version}`;
  const audit = auditEntry(deps, { action: 'save-draft', target, details: { sha256: draft.sha256 } });
  try {
    await deps.store.saveDraft({ draft, seen, audit });
  } catch (error) {
    if (!(error instanceof CulpritError) || error.code !== 'conflict') throw error;
    throw new CulpritError('precondition-failed', 'Another author saved the rule first; read it again.', {
      cause: error,
    });
  }
}
