import { expect, it } from 'vitest';
import { exampleTest } from '../../test/example-rule.ts';
import { rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import type { Condition } from '../rulebook/rule.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { coverRule } from './cover-rule.ts';
import { runRuleCases } from './run-rule-tests.ts';

const setting: Condition = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };
const says: Condition = { fact: 'text', operator: 'includes', value: 'forwarding' };
const seen: Condition = { fact: 'ping.results', operator: 'isEmpty', value: false };
const other: Condition = { fact: 'sysctl.net.ipv6.conf.all.forwarding', operator: 'equal', value: 0 };

const ofValue = (value: number, text: string): RuleTest['missing'][number] => ({
  name: `${value} ${text}`,
  evidence: { facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value }], texts: [{ text }] },
  verdict: ['possible'],
});

function coverageOf(missing: RuleTest['missing']) {
  const tested = rule(exampleTest.rule, {
    signals: [
      signal('setting', { when: setting, withCause: 'always' }),
      signal('healthy', { when: { not: setting }, withCause: 'never' }),
      signal('says', { when: says }),
      signal('says-and-set', { when: { all: [setting, says] } }),
      signal('seen', { when: seen }),
      signal('other', { when: other }),
    ],
  });
  const rulebook = rulebookOf(tested);
  const results = runRuleCases({ ...exampleTest, fires: [], lookAlikes: [], missing }, rulebook);
  return rulebook.rules.map((compiled) => coverRule(compiled, results))[0];
}

it('a signal that was never decided is not covered', () => {
  expect(coverageOf([])?.none).toEqual(['setting', 'healthy', 'says', 'says-and-set', 'seen', 'other']);
});

it('a signal is half covered as long as its cases decide it on one side of two', () => {
  expect(coverageOf([ofValue(0, 'it is fine')])).toEqual({
    whole: [],
    half: [
      { signal: 'setting', undecided: 'against' },
      { signal: 'healthy', undecided: 'against' },
    ],
    none: ['says', 'says-and-set', 'seen', 'other'],
  });
});

it('a signal on a text, or on what happened to be seen, is wholly covered once it held', () => {
  expect(coverageOf([ofValue(0, 'forwarding is off'), ofValue(1, 'it is fine')])).toEqual({
    whole: ['setting', 'healthy', 'says', 'says-and-set'],
    half: [],
    none: ['seen', 'other'],
  });
});
