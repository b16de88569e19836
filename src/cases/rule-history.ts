import { sha256 } from '../lib/ids.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import type { RuleEvent, RuleVersionRecord } from './rule-ports.ts';

/** All that was saved of a rule and decided about it. */
export interface RuleHistory {
  /** Oldest first; the last may be a draft. */
  versions: RuleVersionRecord[];
  /** Oldest first. */
  events: RuleEvent[];
  newest: RuleVersionRecord | null;
  newestPublished: RuleVersionRecord | null;
  /** Why the id is out of use for good; `null`: it is not. */
  retired: RuleEvent | null;
}

/** What `family.cause` looks like; other texts are no ids, and are not asked for. */
const idShape = /^[a-z0-9-]{1,40}\.[a-z0-9-]{1,80}$/;

/** A rule's history; empty when nothing was ever saved under the id. Rejects with `unavailable`. */
export async function ruleHistory({ store }: Pick<CaseDeps, 'store'>, id: string): Promise<RuleHistory> {
  const isId = idShape.test(id);
  const versions = isId ? await store.listRuleVersions(id) : [];
  const events = isId ? await store.listRuleEvents(id) : [];
  return {
    versions,
    events,
    newest: versions.at(-1) ?? null,
    newestPublished: versions.findLast(({ publishedAt }) => publishedAt !== null) ?? null,
    retired: events.find(({ kind }) => kind === 'retired') ?? null,
  };
}

/** The history of a rule that exists. Rejects with `not-found`. */
export async function existingRule(deps: Pick<CaseDeps, 'store'>, id: string): Promise<RuleHistory> {
  const history = await ruleHistory(deps, id);
  if (history.newest === null) throw missing('such rule');
  return history;
}

/** Names the newest version and its content: changes whenever a draft is saved or published. */
export const etagOf = ({ rule, sha256: hash, savedAt, publishedAt }: RuleVersionRecord): string =>
  `"${rule.version}-${sha256([hash, savedAt, publishedAt ?? ''].join(' ')).slice(0, 16)}"`;
