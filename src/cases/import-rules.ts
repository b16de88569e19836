import { canonicalJson } from '../lib/canonical-json.ts';
import { ruleDigest } from '../rulebook/digest.ts';
import type { PublishedRules } from '../rulebook/load-rulebook.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { changeRulebook } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import type { RuleEvent, RuleVersionRecord } from './rule-ports.ts';

/** Who is named as the author of what the rules folder holds. */
export const FILES = 'files';

/** A rule of the folder that stays out, because the store has published something else under its version. */
export interface ImportConflict {
  rule: string;
  version: number;
  message: string;
}

type Deps = Pick<CaseDeps, 'actor' | 'store' | 'clock'>;

/**
 * Publishes the versions of the rules folder that the store does not know, beside what was published over the API; nothing
 * happens when there are none. What conflicts is reported, and the store's version stays in force; while the shared conditions
 * of published versions differ, nothing of the folder is taken. Rejects with `conflict` (others kept changing the rulebook) or `unavailable`.
 */
export async function importRules(deps: Deps, files: PublishedRules): Promise<ImportConflict[]> {
  let conflicts: ImportConflict[] = [];
  await changeRulebook(deps, async ({ rulebook: active }) => {
    const published = await deps.store.listPublishedRules();
    const retired = retiredIn(await deps.store.listRuleEvents());
    const lost = meaningsLost(files, active);
    conflicts = [...conflictsOf(files, published), ...lost];
    const versions = new Map(published.map(({ rule }) => [rule.id, rule.version]));
    const fresh = files.rulebook.rules.filter(
      ({ id, version }) => version > (versions.get(id) ?? 0) && !retired.has(id),
    );
    const retiring = Object.keys(files.retired).filter((id) => versions.has(id) && !retired.has(id));
    if (fresh.length + retiring.length === 0 || lost.length > 0) return null;
    return {
      publish: fresh.map((rule) => recordOf(deps, rule, files)),
      otherDrafts: 'make-way',
      events: retiring.map((id) => retirementOf(deps, id, files)),
      rulebook: makeRulebook({
        rules: replaced(active?.rules ?? [], fresh).filter(({ id }) => !retiring.includes(id)),
        conditions: files.rulebook.conditions,
        disabled: active?.disabled,
      }),
      reason: 'new in the rules folder',
      action: 'import-rules',
      target: 'rulebook',
      details: { published: fresh.map(({ id, version }) => `${id}@${version}`), retired: retiring },
    };
  });
  return conflicts;
}

const retiredIn = (events: readonly RuleEvent[]): Set<string> =>
  new Set(events.filter(({ kind }) => kind === 'retired').map(({ rule }) => rule));

/** Versions that stand both in the folder and in the store, with other contents. */
export function conflictsOf(
  files: PublishedRules,
  published: readonly RuleVersionRecord[],
): ImportConflict[] {
  const inFiles = new Map(files.rulebook.rules.map((rule) => [rule.id, rule]));
  return published.flatMap(({ rule: { id, version }, sha256 }) => {
    const rule = inFiles.get(id);
    if (rule?.version !== version || ruleDigest(rule, files.rulebook.conditions) === sha256) return [];
    const message = `version ${version} was published with another content; make the file version ${version + 1}`;
    return [{ rule: id, version, message }];
  });
}

/** Rules in force, and not the folder's, that the folder's shared conditions would give another meaning. */
function meaningsLost({ rulebook }: PublishedRules, active: Rulebook | null): ImportConflict[] {
  if (active === null || canonicalJson(active.conditions) === canonicalJson(rulebook.conditions)) return [];
  const versions = new Map(rulebook.rules.map(({ id, version }) => [id, version]));
  return active.rules
    .filter(({ id, version }) => (versions.get(id) ?? 0) <= version)
    .filter((rule) => ruleDigest(rule, active.conditions) !== ruleDigest(rule, rulebook.conditions))
    .map(({ id, version }) => ({
      rule: id,
      version,
      message: 'the shared conditions of the folder would change what this published version means',
    }));
}

function replaced(rules: readonly Rule[], by: readonly Rule[]): Rule[] {
  const all = new Map([...rules, ...by].map((rule) => [rule.id, rule]));
  return [...all.values()];
}

function recordOf({ clock }: Deps, rule: Rule, { rulebook, tests }: PublishedRules): RuleVersionRecord {
  const now = clock.now().toISOString();
  const sha256 = ruleDigest(rule, rulebook.conditions);
  return { rule, test: tests.get(rule.id) ?? null, sha256, author: FILES, savedAt: now, publishedAt: now };
}

const retirementOf = ({ clock }: Deps, rule: string, { retired }: PublishedRules): RuleEvent => ({
  rule,
  kind: 'retired',
  platform: null,
  reason: retired[rule]?.reason ?? null,
  successor: retired[rule]?.successor ?? null,
  until: null,
  actor: FILES,
  at: clock.now().toISOString(),
});
