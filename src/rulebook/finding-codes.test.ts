import { describe, expect, it } from 'vitest';
import { exampleTest, exampleWhen, provableRule } from '../../test/example-rule.ts';
import type { draftCodes } from './draft-codes.ts';
import { type FindingCode, findingCodes } from './finding.ts';
import { lintRules } from './lint-rules.ts';
import { emptyLock, LOCK_FILE, nextLock } from './lock.ts';
import type { Condition, Rule } from './rule.ts';

const RULE = 'host/forwarding-off.json';
const TEST = 'host/forwarding-off.test.json';
const TOPIC = 'conditions/topic.json';
const OTHER = { ...provableRule, id: 'host.other', title: 'Something else' };

type Changes = Record<string, unknown>;

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const off = leaf('sysctl.net.ipv4.ip_forward', 'equal', 0);
const on = leaf('sysctl.net.ipv4.ip_forward', 'equal', 1);
const timeout = leaf('text', 'includes', 'timed out');
const pattern = (source: string, needle: string) =>
  when(leaf('text', 'matches', { pattern: source, needle }));

const rule = (changes: object): Changes => ({ [RULE]: { ...provableRule, ...changes } });
const test = (changes: object): Changes => ({ [TEST]: { ...exampleTest, ...changes } });
const when = (condition: unknown): Changes => ({ [RULE]: exampleWhen(condition as Condition, provableRule) });
const signals = (...changes: object[]): Changes =>
  rule({ signals: changes.map((change) => ({ ...provableRule.signals[0], ...change })) });
const fix = (changes: object): Changes => rule({ fixes: [{ ...provableRule.fixes[0], ...changes }] });
const lookAlike = (changes: object): Changes =>
  test({ lookAlikes: [{ ...exampleTest.lookAlikes[0], ...changes }] });
const other = (changes: object, itsTest: object = {}): Changes => ({
  'host/other.json': { ...OTHER, signals: [{ ...OTHER.signals[0], when: timeout }], ...changes },
  'host/other.test.json': { ...exampleTest, rule: OTHER.id, ...itsTest },
});
const lockOf = (...rules: Rule[]) => nextLock(emptyLock, { digest: '', rules, conditions: {} });
const retired = { version: 1, sha256: '0'.repeat(64), retired: { reason: 'it was wrong' } };
const deep = Array.from({ length: 21 }).reduce<unknown>((inner) => ({ not: inner }), off);
const tenTimes = (name: string) => ({ any: Array.from({ length: 10 }, () => ({ condition: name })) });

/** Files, beside a sound rule and its test, that have what the code stands for; drafts have codes of their own. */
const bad: Record<Exclude<FindingCode, keyof typeof draftCodes>, Changes> = {
  'broken-json': { [RULE]: '{ "id": }' },
  'duplicate-key': { [RULE]: '{ "id": "a", "id": "b" }' },
  'forbidden-key': { [RULE]: '{ "__proto__": {} }' },
  'too-long': rule({ explanation: 'x'.repeat(66_000) }),
  'too-deep': when(deep),
  'missing-property': rule({ title: undefined }),
  'unknown-property': rule({ severity: 'high' }),
  'condition-path': when({ ...off, path: '$.value' }),
  'condition-priority': when({ ...off, priority: 2 }),
  'engine-callback': rule({ onSuccess: 'page somebody' }),
  'unknown-fact': when(leaf('sysctl.none', 'equal', 0)),
  'unknown-operator': when({ ...off, operator: 'is' }),
  'unknown-likelihood': signals({ withCause: 'mostly' }),
  'unknown-word': rule({ scope: 'pod' }),
  'excluding-keys': when({ all: [off], any: [off] }),
  'empty-object': when({}),
  'empty-group': when({ all: [] }),
  'missing-references': rule({ references: provableRule.references.slice(1) }),
  'empty-list': rule({ signals: [] }),
  'over-limit': when({ any: Array.from({ length: 31 }, () => off) }),
  'wrong-type': rule({ version: '1' }),
  'wrong-value': rule({ id: 'Forwarding' }),
  'unknown-condition': when({ condition: 'nowhere' }),
  'condition-cycle': {
    [TOPIC]: { a: { title: 'a', when: { condition: 'b' } }, b: { title: 'b', when: { condition: 'a' } } },
  },
  'condition-defined-twice': {
    [TOPIC]: { a: { title: 'a', when: off } },
    'conditions/same.json': { a: { title: 'a', when: off } },
  },
  'never-false': when({ not: timeout }),
  'huge-condition': {
    [TOPIC]: {
      a: { title: 'a', when: tenTimes('b') },
      b: { title: 'b', when: tenTimes('c') },
      c: { title: 'c', when: tenTimes('d') },
      d: { title: 'd', when: off },
    },
    ...when({ condition: 'a' }),
  },
  'operator-misfit': when({ ...off, operator: 'contains' }),
  'value-misfit': when({ ...off, value: 'no' }),
  'broken-pattern': pattern('(timed) out \\1', 'timed out'),
  'pattern-matches-anything': pattern('(timed out)?', 'timed out'),
  'bad-needle': pattern('timed out|refused', 'timed out'),
  'indecisive-signal': signals({ without: 'always' }),
  'duplicate-signal': signals({}, { when: timeout }),
  'pointless-platforms': rule({ appliesTo: ['any', 'aks'] }),
  'broken-template': fix({ steps: [{ run: 'ping {{aks.fqdn}}' }] }),
  'misplaced-template': fix({ undo: ['{{aks.fqdn|FQDN}}'] }),
  'unverifiable-fix': fix({ verify: timeout }),
  'unknown-cause': rule({ explains: ['host.nowhere'] }),
  'consequence-cycle': { ...rule({ explains: [OTHER.id] }), ...other({ explains: [provableRule.id] }) },
  'misplaced-rule': rule({ id: 'host.forwarding-on' }),
  'misplaced-file': { 'host/deeper/rule.json': provableRule },
  'missing-test': { [TEST]: undefined },
  'lonely-test': { 'host/other.test.json': exampleTest },
  'wrong-test': test({ rule: OTHER.id }),
  'look-alike-of-itself': lookAlike({ first: provableRule.id }),
  'derived-evidence': lookAlike({ evidence: { facts: [{ fact: 'tunnel.agents-ready', value: 1 }] } }),
  'evidence-misfit': lookAlike({ evidence: { facts: [{ fact: off.fact, value: 'no' }] } }),
  'unknown-signal': lookAlike({ signals: { against: ['nothing-of-it'] } }),
  'contradictory-case': lookAlike({ signals: { for: ['sysctl-is-0'], against: ['sysctl-is-0'] } }),
  'duplicate-case': lookAlike({ name: exampleTest.fires[0]?.name }),
  contradiction: when({ all: [off, on] }),
  'never-met': when(leaf('kubernetes.pods', 'hasItem', { restarts: { atLeast: 5, atMost: 4 } })),
  'always-met': when(leaf('kernel-module.overlay', 'in', [true, false])),
  unreachable: when({ all: [off, { any: [on, timeout] }] }),
  'repeated-condition': signals({}, { id: 'again', when: { any: [off] } }),
  'unprovable-cause': signals({ withCause: 'usually', without: 'often' }),
  'duplicate-cause': other({ signals: OTHER.signals }),
  'duplicate-title': other({ title: provableRule.title.toUpperCase() }),
  'repeated-reference': rule({ references: [provableRule.references[0], provableRule.references[0]] }),
  'slow-pattern': pattern('timed out (\\w+)+$', 'timed out'),
  'secret-in-rule': rule({ explanation: 'it ran with --password=hunter2' }),
  'broken-lock': { [LOCK_FILE]: '<<<<<<< HEAD' },
  'content-changed': { [LOCK_FILE]: lockOf({ ...provableRule, title: 'Before' }) },
  'version-goes-back': { [LOCK_FILE]: lockOf({ ...provableRule, version: 2 }) },
  'retired-id': { [LOCK_FILE]: { ...lockOf(), rules: { [provableRule.id]: retired } } },
  'rule-gone': { [LOCK_FILE]: lockOf(provableRule, OTHER) },
  'lock-outdated': { [LOCK_FILE]: lockOf() },
};

const lint = (changes: Changes = {}) => {
  const files = Object.entries({ [RULE]: provableRule, [TEST]: exampleTest, ...changes });
  return lintRules(
    new Map(
      files.flatMap(([file, content]) =>
        content === undefined
          ? []
          : [[file, typeof content === 'string' ? content : JSON.stringify(content, null, 2)] as const],
      ),
    ),
  );
};

describe('the codes of findings', () => {
  it.each(Object.entries(bad))('are given to what they stand for: %s', (code, changes) => {
    const found = lint(changes).filter((finding) => finding.code === code);
    expect(found).not.toEqual([]);
    for (const { message, line, column } of found) {
      expect(message).not.toBe('');
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
    }
  });

  it('are told alone where nothing else is wrong', () => {
    const alone = Object.values(bad).filter(
      (changes) => new Set(lint(changes).map(({ code }) => code)).size === 1,
    );
    expect(alone.length).toBeGreaterThan(Object.keys(bad).length * 0.9);
  });

  it.each(Object.entries(findingCodes))(
    'say what is wrong and how to mend it, a sentence each: %s',
    (_, entry) => {
      expect(entry.title).toMatch(/^[A-Zj].*[^.]$/);
      expect(entry.mend).toMatch(/^[A-Z].*\.$/);
    },
  );
});
