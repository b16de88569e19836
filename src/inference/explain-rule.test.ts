import { describe, expect, it } from 'vitest';
import { exampleRule } from '../../test/example-rule.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Condition, Rule, Signal } from '../rulebook/rule.ts';
import { compileRulebook } from './compile-rulebook.ts';
import type { ConditionTree } from './condition-tree.ts';
import { diagnose } from './diagnose.ts';
import { explainRule } from './explain-rule.ts';

const forward = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };
const timeout = { fact: 'text', operator: 'includes', value: 'timed out' };
const refused = { fact: 'connection.attempts', operator: 'hasItem', value: { outcome: 'refused' } };
const signal = (id: string, when: Condition, more: Partial<Signal> = {}): Signal => ({
  ...{ id, when, withCause: 'usually', without: 'rarely', because: 'so' },
  ...more,
});
const rule: Rule = {
  ...exampleRule,
  signals: [
    signal('setting', { any: [{ condition: 'off' }, { not: { ...forward, value: 1 } }] }),
    signal('waits', timeout, { group: 'symptom', withCause: 'often' }),
    signal('waits-too', { all: [timeout, { ...timeout, value: 'i/o' }] }, { group: 'symptom' }),
    signal('refused', refused, { without: 'never' }),
  ],
};
const other: Rule = {
  ...exampleRule,
  id: 'host.other',
  title: 'Another',
  prior: 'common',
  signals: [signal('waits', timeout, { withCause: 'always', without: 'never' })],
};
const compiled = compileRulebook(
  makeRulebook({ rules: [rule, other], conditions: { off: { title: 'it is off', when: forward } } }),
);
const explain = (evidence: Parameters<typeof readEvidence>[0], id = rule.id) =>
  explainRule(readEvidence(evidence), compiled, id);
const waiting = {
  facts: [{ fact: forward.fact, value: 0, host: 'node-1' }],
  texts: [{ text: 'i/o timed out\nConnection timed out', host: 'node-1' }],
};

describe('explainRule', () => {
  it('adds up to what a diagnosis says', () => {
    const explained = explain(waiting);
    const { causes, noneOfThese } = diagnose(readEvidence(waiting), compiled, { limit: Infinity });
    const cause = causes.find((candidate) => candidate.rule === rule.id);
    expect(explained).toMatchObject({
      host: 'node-1',
      total: cause?.score.total,
      probability: cause?.probability,
      verdict: cause?.verdict,
      noneOfThese,
      place: 2,
    });
    const sum = explained.signals.reduce((all, { decibans }) => all + decibans, explained.prior.decibans);
    expect(sum).toBeCloseTo(explained.total, 5);
  });

  it('names what outranks the rule', () => {
    expect(explain(waiting).outrankedBy).toMatchObject([{ rule: 'host.other', title: 'Another' }]);
    expect(explain(waiting, 'host.other').outrankedBy).toEqual([]);
  });

  it('says which signal of a group counts in another’s place', () => {
    const { signals } = explain(waiting);
    expect(signals.map(({ id, outweighedBy }) => [id, outweighedBy])).toEqual([
      ['setting', null],
      ['waits', 'waits-too'],
      ['waits-too', null],
      ['refused', null],
    ]);
  });

  it('shows each condition as it was written, with the state and the values of its parts', () => {
    const [setting, waits] = explain(waiting).signals;
    const known = [{ fact: forward.fact, host: 'node-1', value: 0 }];
    const comparison = { kind: 'comparison' as const, known, missing: [] };
    expect(setting?.condition).toEqual({
      kind: 'any',
      state: 'true',
      children: [
        {
          kind: 'condition',
          name: 'off',
          title: 'it is off',
          state: 'true',
          children: [{ ...comparison, state: 'true', says: `${forward.fact} = 0` }],
        },
        {
          kind: 'not',
          state: 'true',
          children: [{ ...comparison, state: 'false', says: `${forward.fact} = 1` }],
        },
      ],
    } satisfies ConditionTree);
    expect(waits?.condition).toMatchObject({
      kind: 'comparison',
      says: 'a line says "timed out"',
      known: [{ value: 'i/o timed out' }, { value: 'Connection timed out' }],
    });
  });

  it('names the facts that nobody collected, and how to', () => {
    const last = explain(waiting).signals.at(-1)?.condition;
    expect(last).toMatchObject({
      state: 'unknown',
      known: [],
      missing: [{ fact: 'connection.attempts', collect: [{ command: expect.any(String) }] }],
    });
  });

  it('explains a rule of which the evidence says nothing, too', () => {
    const nothing = explain({ facts: [], texts: [{ text: 'all is well' }] });
    expect(nothing).toMatchObject({ place: null, probability: 0, verdict: 'cannot-tell', outrankedBy: [] });
    expect(nothing.signals.map(({ state }) => state)).toEqual(rule.signals.map(() => 'unknown'));
    expect(nothing.total).toBe(nothing.prior.decibans);
  });

  it('knows no rule that is not in the rulebook', () => {
    expect(() => explain(waiting, 'host.none')).toThrow('There is no rule "host.none"');
  });
});
