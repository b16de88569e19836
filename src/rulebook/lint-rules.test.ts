import { describe, expect, it } from 'vitest';
import { exampleTest, exampleWhen, provableRule } from '../../test/example-rule.ts';
import { lintRules } from './lint-rules.ts';
import { emptyLock, LOCK_FILE, nextLock } from './lock.ts';
import type { Rule } from './rule.ts';

const RULE = 'host/forwarding-off.json';
const TEST = 'host/forwarding-off.test.json';

const written = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document, null, 2);
const lint = (changes: Record<string, unknown> = {}) =>
  lintRules(
    new Map(
      Object.entries({ [RULE]: provableRule, [TEST]: exampleTest, ...changes }).map(([file, document]) => [
        file,
        written(document),
      ]),
    ),
  );
const lockOf = (rule: Rule) => nextLock(emptyLock, { digest: '', rules: [rule], conditions: {} });

describe('lintRules', () => {
  it('finds nothing in a rule that is as it should be', () => {
    expect(lint()).toEqual([]);
  });

  it('says it of the file that the rule is in, where its id names another one', () => {
    const moved = { ...provableRule, id: 'dns.moved', explains: ['host.nowhere'] };
    expect(lint({ [RULE]: moved }).map(({ file }) => file)).not.toContain('dns/moved.json');
    expect(lint({ [RULE]: moved }).map(({ code, file }) => [code, file])).toContainEqual([
      'unknown-cause',
      RULE,
    ]);
  });

  it('says in which line and column', () => {
    const lines = written(exampleWhen({ condition: 'nowhere' }, provableRule)).split('\n');
    const line = lines.findIndex((one) => one.includes('nowhere')) + 1;
    expect(lint({ [RULE]: lines.join('\n') })).toEqual([
      {
        file: RULE,
        pointer: '/signals/0/when/condition',
        line,
        column: (lines[line - 1] ?? '').indexOf('"nowhere"') + 1,
        code: 'unknown-condition',
        message: 'there is no shared condition "nowhere"',
      },
    ]);
  });

  it('points into a text that is no JSON', () => {
    expect(lint({ [RULE]: '{\n  "id": nope }' })).toMatchObject([
      { file: RULE, line: 2, column: 9, code: 'broken-json' },
    ]);
  });

  it('lists the findings of all files by file and line', () => {
    const other = { ...provableRule, id: 'host.else', version: 0, title: '' };
    const places = lint({
      'host/other.json': other,
      [RULE]: exampleWhen({ condition: 'nowhere' }, provableRule),
    }).map(({ file, code }) => [file, code]);
    expect(places).toEqual([
      [RULE, 'unknown-condition'],
      ['host/other.json', 'missing-test'],
      ['host/other.json', 'wrong-value'],
      ['host/other.json', 'wrong-value'],
    ]);
  });

  it.each([
    [
      'content-changed',
      { [RULE]: { ...provableRule, title: 'Other' }, [LOCK_FILE]: lockOf(provableRule) },
      RULE,
    ],
    ['version-goes-back', { [LOCK_FILE]: lockOf({ ...provableRule, version: 2 }) }, RULE],
    ['rule-gone', { [LOCK_FILE]: lockOf({ ...provableRule, id: 'host.gone' }) }, LOCK_FILE],
    ['lock-outdated', { [LOCK_FILE]: lockOf({ ...provableRule, id: 'host.gone' }) }, LOCK_FILE],
    ['broken-lock', { [LOCK_FILE]: { rules: 1 } }, LOCK_FILE],
  ])('finds what the lock does not allow: %s', (code, changes, file) => {
    expect(lint(changes)).toContainEqual(expect.objectContaining({ code, file }));
  });

  it('finds an id that was retired', () => {
    const lock = lockOf(provableRule);
    const locked = lock.rules[provableRule.id];
    const retired = { ...lock, rules: { [provableRule.id]: { ...locked, retired: { reason: 'wrong' } } } };
    expect(lint({ [LOCK_FILE]: retired })).toMatchObject([
      { file: RULE, pointer: '/id', line: 2, code: 'retired-id' },
    ]);
  });

  it('does not blame who refers to a shared condition that says something wrong', () => {
    const topic = { a: { title: 'a', when: { fact: 'sysctl.none', operator: 'equal', value: 0 } } };
    const user = exampleWhen({ any: [{ condition: 'a' }, { not: { condition: 'a' } }] }, provableRule);
    const files = { [RULE]: user, 'conditions/topic.json': topic, [LOCK_FILE]: lockOf(user) };
    expect(lint(files).filter(({ code }) => code !== 'lock-outdated')).toMatchObject([
      { file: 'conditions/topic.json', code: 'unknown-fact' },
    ]);
  });

  it('does not say of a rule that cannot be read that it is gone', () => {
    expect(lint({ [RULE]: '{', [LOCK_FILE]: lockOf(provableRule) }).map(({ code }) => code)).toEqual([
      'broken-json',
    ]);
  });
});
