import { CulpritError } from '../lib/errors.ts';
import { conditionsDigest, ruleDigest } from './digest.ts';
import { detailOf, type Finding, finding, isError } from './finding.ts';
import type { Rulebook } from './rulebook.ts';
import { closed, type JsonSchema, ruleId, text } from './schema-parts.ts';
import { parseStrictJson } from './strict-json.ts';
import { validateDocument } from './validate-document.ts';

export const LOCK_FILE = 'rules.lock.json';

/** What was published: no content changes without a version, and no id comes back with another meaning. */
export interface RulesLock {
  conditions: { sha256: string };
  /** By rule id, retired ones too. */
  rules: Readonly<Record<string, LockedRule>>;
}

export interface LockedRule {
  version: number;
  sha256: string;
  retired?: { reason: string; successor?: string };
}

const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const lockedRule = closed(
  {
    version: { type: 'integer', minimum: 1 },
    sha256,
    retired: closed({ reason: text('Why', 400), successor: ruleId }, { optional: ['successor'] }),
  },
  { optional: ['retired'] },
);
const lockSchema = closed({
  conditions: closed({ sha256 }),
  rules: { type: 'object', propertyNames: ruleId, additionalProperties: lockedRule },
});

export const emptyLock: RulesLock = { conditions: { sha256: '' }, rules: {} };

/** Throws `invalid-rulebook` when the text is no lock. */
export function parseLock(content: string): RulesLock {
  const parsed = parseStrictJson(content, { maxBytes: 16 * 1024 * 1024, maxDepth: 5 });
  const findings = 'finding' in parsed ? [parsed.finding] : validateDocument(lockSchema, parsed.value);
  if ('finding' in parsed || findings.length > 0) throw lockError(findings);
  // The schema has checked the shape: it is RulesLock's, property by property.
  return parsed.value as RulesLock;
}

/** Where the rulebook breaks what is locked, by rule id; rules and versions that are only new are none. */
export const findBreaches = (lock: RulesLock, rulebook: Rulebook): { rule: string; message: string }[] =>
  checkLock(lock, rulebook)
    .filter(isError)
    .map(({ pointer, message }) => ({ rule: pointer.split('/')[2] ?? '', message }));

/** The lock that the rulebook should have. Throws `invalid-rulebook` when the rulebook breaks what is locked. */
export function nextLock(lock: RulesLock, rulebook: Rulebook): RulesLock {
  const broken = checkLock(lock, rulebook).filter(isError);
  if (broken.length > 0) throw lockError(broken);
  const locked = rulebook.rules.map((rule): [string, LockedRule] => [
    rule.id,
    { version: rule.version, sha256: ruleDigest(rule, rulebook.conditions) },
  ]);
  const rules = Object.entries({ ...lock.rules, ...Object.fromEntries(locked) });
  return {
    conditions: { sha256: conditionsDigest(rulebook.conditions) },
    rules: Object.fromEntries(rules.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Takes a rule's id out of use for good. The rule's files are deleted with it. */
export function retireRule(
  lock: RulesLock,
  id: string,
  retired: NonNullable<LockedRule['retired']>,
): RulesLock {
  const locked = lock.rules[id];
  if (locked === undefined) throw new CulpritError('not-found', `there is no locked rule "${id}"`);
  return { ...lock, rules: { ...lock.rules, [id]: { ...locked, retired } } };
}

/**
 * Where the rulebook and the lock disagree, with JSON pointers into the lock: errors break a published promise, warnings
 * say that the lock is out of date.
 */
export function checkLock(lock: RulesLock, rulebook: Pick<Rulebook, 'rules' | 'conditions'>): Finding[] {
  const ids = new Set(rulebook.rules.map(({ id }) => id));
  const changed = rulebook.rules.flatMap((rule) => {
    const pointer = `/rules/${rule.id}`;
    const locked = Object.hasOwn(lock.rules, rule.id) ? lock.rules[rule.id] : undefined;
    if (locked === undefined)
      return [finding('lock-outdated', pointer, 'the rule is new; run culprit rules lock')];
    if (locked.retired !== undefined)
      return [finding('retired-id', pointer, `the id is retired: ${locked.retired.reason}; use another one`)];
    if (rule.version < locked.version)
      return [
        finding(
          'version-goes-back',
          `${pointer}/version`,
          `goes back from ${locked.version} to ${rule.version}`,
        ),
      ];
    if (rule.version > locked.version)
      return [
        finding(
          'lock-outdated',
          `${pointer}/version`,
          `version ${rule.version} is new; run culprit rules lock`,
        ),
      ];
    return ruleDigest(rule, rulebook.conditions) === locked.sha256
      ? []
      : [
          finding(
            'content-changed',
            pointer,
            `the content (or a shared condition that it uses) changed; make it version ${rule.version + 1}`,
          ),
        ];
  });
  const conditions =
    lock.conditions.sha256 === conditionsDigest(rulebook.conditions)
      ? []
      : [finding('lock-outdated', '/conditions', 'the shared conditions changed; run culprit rules lock')];
  return [...changed, ...conditions, ...findingsOnGone(lock, ids)];
}

function findingsOnGone({ rules }: RulesLock, ids: ReadonlySet<string>): Finding[] {
  return Object.entries(rules).flatMap(([id, { retired }]) => {
    if (retired === undefined)
      return ids.has(id) ? [] : [finding('rule-gone', `/rules/${id}`, 'the rule is gone; retire its id')];
    const { successor } = retired;
    return successor === undefined || Object.hasOwn(rules, successor) || ids.has(successor)
      ? []
      : [finding('unknown-cause', `/rules/${id}/retired/successor`, `there is no rule "${successor}"`)];
  });
}

function lockError(findings: readonly Finding[]): CulpritError {
  const details = findings.map(detailOf);
  const lines = details.map(({ pointer, message }) => `  ${LOCK_FILE}#${pointer}: ${message}`);
  return new CulpritError('invalid-rulebook', `the lock does not allow this:\n${lines.join('\n')}`, {
    details,
  });
}
