import fc from 'fast-check';
import { Engine, Rule, type TopLevelCondition } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../rulebook/rule.ts';
import { type FactView, SignalRule } from './engine.ts';

const noTexts = { register: () => 0 };

/** A view in which each fact has one value; a fact that is missing is unknown. */
const viewOf = (facts: Record<string, unknown>): FactView => ({
  facts: (fact) =>
    Object.hasOwn(facts, fact) ? [{ fact, host: null, value: facts[fact], observations: [] }] : [],
  textMatches: () => false,
});

const decide = (when: Condition, facts: Record<string, unknown>) =>
  new SignalRule(when, { conditions: {}, texts: noTexts }).decide(viewOf(facts));

const stock = async (when: Condition, facts: Record<string, unknown>): Promise<boolean> => {
  const root = 'fact' in when ? { all: [when] } : when;
  const rule = new Rule({ conditions: root as unknown as TopLevelCondition, event: { type: 'signal' } });
  const { results, failureResults } = await new Engine([rule]).run(facts);
  expect(results.length + failureResults.length).toBe(1);
  return results.length === 1;
};

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('number', 'other'),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
      'not:equal',
      'not:lessThan',
      'swap:lessThan',
    ),
    value: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant({ fact: 'other' })),
  }),
  fc.record({
    fact: fc.constant('number'),
    operator: fc.constantFrom(
      'in',
      'notIn',
      'not:in',
      'someValue:equal',
      'everyValue:notEqual',
      'someValue:lessThan',
    ),
    value: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  }),
  fc.record({
    fact: fc.constant('list'),
    operator: fc.constantFrom(
      'contains',
      'doesNotContain',
      'someFact:equal',
      'everyFact:greaterThan',
      'everyFact:not:equal',
      'not:someFact:lessThan',
    ),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    fact: fc.constant('word'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.constantFrom('a', 'b'),
  }),
);

const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

const completeFacts = fc.record({
  number: fc.integer({ min: 0, max: 5 }),
  other: fc.integer({ min: 0, max: 5 }),
  list: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  word: fc.constantFrom('a', 'b'),
});

describe('SignalRule', () => {
  it('agrees with the stock rule on every condition tree when all facts are known', async () => {
    await fc.assert(
      fc.asyncProperty(tree, completeFacts, async (when, facts) => {
        expect(decide(when, facts)).toBe((await stock(when, facts)) ? 'true' : 'false');
      }),
      { numRuns: 500 },
    );
  });

  it('never decides against what it would decide if the unknown facts were known', () => {
    const names = ['number', 'other', 'list', 'word'] as const;
    fc.assert(
      fc.property(tree, completeFacts, fc.subarray([...names]), (when, facts, known) => {
        const partial = Object.fromEntries(known.map((name) => [name, facts[name]]));
        const state = decide(when, partial);
        if (state !== 'unknown') expect(state).toBe(decide(when, facts));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['notEqual', 'notIn', 'not:equal'])('leaves %s on an unknown fact unknown', (operator) => {
    expect(decide({ fact: 'absent', operator, value: operator === 'notIn' ? [1] : 1 }, {})).toBe('unknown');
  });

  it('leaves a comparison with an unknown fact unknown, whichever side is missing', () => {
    const when = { fact: 'number', operator: 'equal', value: { fact: 'other' } };
    expect(decide(when, { number: 1 })).toBe('unknown');
    expect(decide(when, { other: 1 })).toBe('unknown');
    expect(decide(when, { number: 1, other: 1 })).toBe('true');
  });

  it('takes an empty list, zero, false and null for known values', () => {
    expect(decide({ fact: 'list', operator: 'isEmpty', value: true }, { list: [] })).toBe('true');
    expect(decide({ fact: 'number', operator: 'equal', value: 1 }, { number: 0 })).toBe('false');
    expect(decide({ fact: 'flag', operator: 'equal', value: true }, { flag: false })).toBe('false');
    expect(decide({ fact: 'nothing', operator: 'equal', value: null }, { nothing: null })).toBe('true');
  });

  it('takes a text condition that is not met for unknown, and so its negation', () => {
    const when = { fact: 'text', operator: 'includes', value: 'no route to host' };
    expect(decide(when, {})).toBe('unknown');
    expect(decide({ not: when }, {})).toBe('unknown');
  });

  it('does not take what a list of attempts lacks for something that did not happen', () => {
    const when = { fact: 'connection.attempts', operator: 'hasItem', value: { outcome: 'timed-out' } };
    const attempt = (outcome: string) => ({ target: '10.0.0.1', port: 443, outcome });
    expect(decide(when, { 'connection.attempts': [attempt('refused')] })).toBe('unknown');
    expect(decide(when, { 'connection.attempts': [attempt('timed-out')] })).toBe('true');
  });

  it('puts a shared condition in the place of its name', () => {
    const conditions = { off: { title: 'off', when: { fact: 'number', operator: 'equal', value: 0 } } };
    const rule = new SignalRule({ not: { condition: 'off' } }, { conditions, texts: noTexts });
    expect(rule.decide(viewOf({ number: 0 }))).toBe('false');
  });

  it('refuses an operator and a shared condition that do not exist', () => {
    expect(() => decide({ fact: 'number', operator: 'equals', value: 0 }, {})).toThrow('equals');
    expect(() => decide({ condition: 'missing' }, {})).toThrow('missing');
  });
});
