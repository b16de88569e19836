import { describe, expect, it } from 'vitest';
import { exampleRule, exampleTest, exampleWhen } from '../../test/example-rule.ts';
import { lintRule } from './lint-rule.ts';
import { makeRulebook } from './make-rulebook.ts';

const other = { ...exampleRule, id: 'host.other', explains: [exampleRule.id], title: 'Another' };
const rulebook = makeRulebook({ rules: [exampleRule, other], conditions: {} });
const lint = (rule: unknown, test: unknown = exampleTest) =>
  lintRule(rule, test, rulebook).map(({ pointer, code }) => [pointer, code]);

describe('lintRule', () => {
  it('finds nothing in a rule that is as it should be', () => {
    expect(lint(exampleRule)).toEqual([]);
  });

  it.each([
    ['no object', null, '/rule', 'wrong-type'],
    ['a word of no table', { ...exampleRule, scope: 'pod' }, '/rule/scope', 'unknown-word'],
    [
      'an unknown shared condition',
      exampleWhen({ condition: 'none' }),
      '/rule/signals/0/when/condition',
      'unknown-condition',
    ],
    [
      'a cycle with a rule of the rulebook',
      { ...exampleRule, explains: ['host.other'] },
      '/rule/explains/0',
      'consequence-cycle',
    ],
    ['the key __proto__', JSON.parse('{"__proto__": 1}'), '/rule', 'forbidden-key'],
    ['more than 64 KiB', { ...exampleRule, explanation: 'x'.repeat(66_000) }, '/rule', 'too-long'],
  ])('finds what is wrong with %s', (_what, rule, pointer, code) => {
    expect(lint(rule)).toContainEqual([pointer, code]);
  });

  it('gives no lines of a text that nobody wrote', () => {
    expect(lintRule(JSON.parse('{"__proto__": 1}'), exampleTest, rulebook)[0]).not.toHaveProperty('line');
  });

  it('finds what is wrong with its test', () => {
    expect(lint(exampleRule, null)).toEqual([['/test', 'missing-test']]);
    expect(lint(exampleRule, { ...exampleTest, fires: [] })).toEqual([['/test/fires', 'empty-list']]);
    expect(lint(exampleRule, { ...exampleTest, rule: 'host.other' })).toEqual([['/test/rule', 'wrong-test']]);
  });
});
