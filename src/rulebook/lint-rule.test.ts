import { describe, expect, it } from 'vitest';
import { exampleTest, exampleWhen, provableRule } from '../../test/example-rule.ts';
import { lintRule } from './lint-rule.ts';
import { makeRulebook } from './make-rulebook.ts';

const other = {
  ...exampleWhen({ fact: 'text', operator: 'includes', value: 'timed out' }),
  id: 'host.other',
  explains: [provableRule.id],
  title: 'Another',
};
const rulebook = makeRulebook({ rules: [provableRule, other], conditions: {} });
const lint = (rule: unknown, test: unknown = exampleTest) =>
  lintRule(rule, test, rulebook).map(({ pointer, code }) => [pointer, code]);

describe('lintRule', () => {
  it('finds nothing in a rule that is as it should be', () => {
    expect(lint(provableRule)).toEqual([]);
  });

  it.each([
    ['no object', null, '/rule', 'wrong-type'],
    ['a word of no table', { ...provableRule, scope: 'pod' }, '/rule/scope', 'unknown-word'],
    [
      'an unknown shared condition',
      exampleWhen({ condition: 'none' }, provableRule),
      '/rule/signals/0/when/condition',
      'unknown-condition',
    ],
    [
      'a cycle with a rule of the rulebook',
      { ...provableRule, explains: ['host.other'] },
      '/rule/explains/0',
      'consequence-cycle',
    ],
    ['the key __proto__', JSON.parse('{"__proto__": 1}'), '/rule', 'forbidden-key'],
    ['more than 64 KiB', { ...provableRule, explanation: 'x'.repeat(66_000) }, '/rule', 'too-long'],
  ])('finds what is wrong with %s', (_what, rule, pointer, code) => {
    expect(lint(rule)).toContainEqual([pointer, code]);
  });

  it('gives no lines of a text that nobody wrote', () => {
    expect(lintRule(JSON.parse('{"__proto__": 1}'), exampleTest, rulebook)[0]).not.toHaveProperty('line');
  });

  it('finds what is wrong with its test', () => {
    expect(lint(provableRule, null)).toEqual([['/test', 'missing-test']]);
    expect(lint(provableRule, { ...exampleTest, fires: [] })).toEqual([['/test/fires', 'empty-list']]);
    expect(lint(provableRule, { ...exampleTest, rule: 'host.other' })).toEqual([
      ['/test/rule', 'wrong-test'],
    ]);
  });
});
