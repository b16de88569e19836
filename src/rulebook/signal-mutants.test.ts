import { describe, expect, it } from 'vitest';
import type { Condition, Signal } from './rule.ts';
import { flipsOf, variantsOf } from './signal-mutants.ts';

const off: Condition = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };
const says: Condition = { fact: 'text', operator: 'includes', value: 'forwarding' };
const shared = { 'is-off': { title: 'forwarding is off', when: { any: [off, says] } } };

const signalOf = (when: Condition): Signal => ({
  id: 'off',
  when,
  withCause: 'always',
  without: 'rarely',
  because: 'it is the setting itself',
});
const variants = (when: Condition) => variantsOf(signalOf(when), shared).map(({ signal }) => signal.when);

describe('flips of a signal', () => {
  it('are its condition negated, and its likelihoods swapped', () => {
    expect(flipsOf(signalOf(off), shared).map(({ kind, signal }) => ({ kind, ...signal }))).toEqual([
      { kind: 'negated', ...signalOf({ not: off }) },
      { kind: 'swapped', ...signalOf(off), withCause: 'rarely', without: 'always' },
    ]);
  });
});

describe('variants of a signal', () => {
  it('leave out one part of an all or any, at every depth, and never the only one', () => {
    expect(variants({ all: [says, { not: { any: [says, { condition: 'is-off' }] } }] })).toEqual([
      { all: [{ not: { any: [says, { condition: 'is-off' }] } }] },
      { all: [says] },
      { all: [says, { not: { any: [{ condition: 'is-off' }] } }] },
      { all: [says, { not: { any: [says] } }] },
    ]);
    expect(variants({ all: [says] })).toEqual([]);
  });

  it('do not look into shared conditions', () => {
    expect(variants({ condition: 'is-off' })).toEqual([]);
  });

  const fact = 'connection.attempts';
  it.each([
    ['a number', off, [1, -1]],
    ['a boolean', { fact: 'arp.entries', operator: 'isEmpty', value: true }, [false]],
    ['a list', { fact, operator: 'in', value: ['a', 'b'] }, [['b'], ['a']]],
    ['a list of one', { fact, operator: 'in', value: ['a'] }, []],
    ['another fact', { fact, operator: 'equal', value: { fact } }, []],
    [
      'a template',
      {
        fact,
        operator: 'hasItem',
        value: { port: 443, count: { atLeast: 2 }, outcome: ['a', 'b'], to: 'x' },
      },
      [
        { port: 444, count: { atLeast: 2 }, outcome: ['a', 'b'], to: 'x' },
        { port: 442, count: { atLeast: 2 }, outcome: ['a', 'b'], to: 'x' },
        { port: 443, count: { atLeast: 3 }, outcome: ['a', 'b'], to: 'x' },
        { port: 443, count: { atLeast: 1 }, outcome: ['a', 'b'], to: 'x' },
        { port: 443, count: { atLeast: 2 }, outcome: ['b'], to: 'x' },
        { port: 443, count: { atLeast: 2 }, outcome: ['a'], to: 'x' },
      ],
    ],
  ])('compare with what stands next to %s', (_what, when, values) => {
    expect(variants(when)).toEqual(values.map((value) => ({ ...when, value })));
  });

  it('say what is wrong', () => {
    expect(variantsOf(signalOf({ any: [off, says] }), shared).map(({ words }) => words)).toEqual([
      'without its part: sysctl.net.ipv4.ip_forward = 0',
      'sysctl.net.ipv4.ip_forward = 1, instead of: sysctl.net.ipv4.ip_forward = 0',
      'sysctl.net.ipv4.ip_forward = -1, instead of: sysctl.net.ipv4.ip_forward = 0',
      'without its part: a line says "forwarding"',
    ]);
  });
});
