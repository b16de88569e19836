import { describe, expect, it } from 'vitest';
import { exampleWhen } from '../../test/example-rule.ts';
import { checkConditionLogic, checkSignalLogic } from './check-logic.ts';
import type { Condition, Rule, SharedCondition } from './rule.ts';

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const forward = (operator: string, value: unknown) => leaf('sysctl.net.ipv4.ip_forward', operator, value);
const version = (operator: string, value: string) => leaf('apiserver.version', operator, value);
const pods = (operator: string, value: unknown) => leaf('kubernetes.pods', operator, value);
const timeout = leaf('text', 'includes', 'timed out');
const refused = leaf('text', 'includes', 'refused');

const shared: Record<string, SharedCondition> = {
  on: { title: 'forwarding is on', when: forward('equal', 1) },
  'on-and-late': { title: 'and late', when: { all: [{ condition: 'on' }, timeout] } },
};
const at = '/signals/0/when';
const check = (when: Condition, scope: Rule['scope'] = 'host') =>
  checkSignalLogic({ ...exampleWhen(when), scope }, shared).map(({ code, pointer }) => [
    code,
    pointer.replace(at, ''),
  ]);

describe('a condition that can never hold', () => {
  it.each([
    ['two values of one fact', { all: [forward('equal', 0), forward('equal', 1)] }],
    ['a value and its exclusion', { all: [forward('equal', 0), forward('notEqual', 0)] }],
    ['disjoint ranges', { all: [forward('lessThan', 1), forward('greaterThan', 4)] }],
    ['no whole number between', { all: [forward('greaterThan', 1), forward('lessThan', 2)] }],
    ['disjoint lists', { all: [forward('in', [0, 1]), forward('in', [2, 3])] }],
    ['a list but for all of it', { all: [forward('in', [0, 1]), forward('notIn', [1, 0])] }],
    ['a comparison and its opposite', { all: [timeout, { not: timeout }] }],
    ['the same through not:', { all: [forward('equal', 0), forward('not:equal', 0)] }],
    ['a shared condition', { all: [forward('equal', 0), { condition: 'on-and-late' }] }],
    [
      'every way to hold',
      { all: [forward('equal', 0), { any: [{ condition: 'on' }, forward('equal', 2)] }] },
    ],
    ['versions', { all: [version('semverAtLeast', '1.29'), version('semverLessThan', '1.28.4')] }],
    ['an empty list with an item', { all: [pods('isEmpty', true), pods('hasItem', { ready: false })] }],
    ['fewer items than there are', { all: [pods('countAtLeast', 5), { not: pods('countAtLeast', 3) }] }],
  ] as [string, Condition][])('is found by %s', (_what, when) => {
    expect(check(when)).toEqual([['contradiction', '']]);
  });

  it('is found where it stands', () => {
    const inner = { all: [forward('equal', 0), forward('equal', 1)] };
    expect(check({ any: [timeout, { not: inner }] })).toContainEqual(['contradiction', '/any/1/not']);
  });

  it.each([
    ['values of several machines', { all: [forward('equal', 0), forward('equal', 1)] }, 'cluster'],
    ['ranges that meet', { all: [forward('greaterThan', 1), forward('lessThan', 3)] }, 'host'],
    [
      'several symptoms',
      {
        all: [
          leaf('connection.attempts', 'hasItem', { outcome: 'refused' }),
          leaf('connection.attempts', 'hasItem', { outcome: 'timed-out' }),
        ],
      },
      'host',
    ],
    ['texts', { all: [timeout, refused] }, 'host'],
    [
      'two items of one list',
      { all: [pods('hasItem', { ready: true }), pods('hasItem', { ready: false })] },
      'host',
    ],
    [
      'the value of another fact',
      { all: [forward('equal', { fact: 'sysctl.net.core.somaxconn' }), forward('equal', 1)] },
      'host',
    ],
  ] as [string, Condition, Rule['scope']][])('is not made of %s', (_what, when, scope) => {
    expect(check(when, scope)).toEqual([]);
  });
});

describe('a condition that says nothing', () => {
  it.each([
    [{ any: [forward('equal', 0), forward('notEqual', 0)] }, ''],
    [{ any: [forward('lessThan', 2), { not: forward('lessThan', 2) }] }, ''],
    [{ all: [timeout, { any: [forward('lessThan', 3), forward('greaterThan', 1)] }] }, '/all/1'],
    [leaf('kernel-module.overlay', 'in', [true, false]), ''],
  ] as [Condition, string][])('always holds: %j', (when, pointer) => {
    expect(check(when)).toEqual([['always-met', pointer]]);
  });

  it('may leave something out', () => {
    expect(check({ any: [forward('lessThan', 1), forward('greaterThan', 1)] })).toEqual([]);
  });
});

describe('a branch', () => {
  it('cannot be reached when what stands around it excludes it', () => {
    const inner = { any: [timeout, { all: [refused, forward('equal', 1)] }] };
    expect(check({ all: [forward('equal', 0), inner] })).toEqual([['unreachable', '/all/1/any/1']]);
  });

  it('can be reached when only an opposite stands around it', () => {
    expect(
      check({ all: [forward('equal', 0), { not: { any: [forward('equal', 1), forward('equal', 2)] } }] }),
    ).toEqual([]);
  });
});

describe('shared conditions', () => {
  it('are judged where they are defined, as the rules of either scope see them', () => {
    const own = {
      never: { title: 'never', when: { all: [timeout, { not: timeout }] } },
      mixed: {
        title: 'on machines of both kinds',
        when: { all: [forward('equal', 0), forward('equal', 1)] },
      },
    };
    expect(checkConditionLogic(own, own).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['contradiction', '/never/when'],
    ]);
  });

  it('are found by a rule for whose scope they can never hold', () => {
    const mixed = { all: [forward('equal', 0), forward('equal', 1)] };
    const rule = exampleWhen({ any: [timeout, { condition: 'mixed' }] });
    const conditions = { mixed: { title: 'on machines of both kinds', when: mixed } };
    expect(checkSignalLogic(rule, conditions)).toMatchObject([
      { code: 'contradiction', pointer: `${at}/any/1/condition` },
    ]);
  });
});

it('conditions with more ways to hold than can be looked into are let be', () => {
  const pair = (n: number) => ({ any: [forward('equal', n), forward('equal', n + 100)] });
  expect(check({ all: Array.from({ length: 12 }, (_, n) => pair(n)) })).toEqual([]);
});

it('shared conditions that multiply each other are let be', { timeout: 5000 }, () => {
  const nine = (name: string) => ({ all: Array.from({ length: 9 }, () => ({ condition: name })) });
  const names = Array.from({ length: 20 }, (_, n) => `level-${n}`);
  const own = Object.fromEntries(
    names.map((name, n) => [name, { title: name, when: n === 0 ? timeout : nine(`level-${n - 1}`) }]),
  );
  expect(checkConditionLogic(own, own)).toEqual([]);
});
