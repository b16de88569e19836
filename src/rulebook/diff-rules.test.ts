import { describe, expect, it } from 'vitest';
import { provableRule } from '../../test/example-rule.ts';
import { diffRules } from './diff-rules.ts';
import type { Condition, Rule, SharedCondition, Signal } from './rule.ts';

const forward = (value: number) => ({ fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value });
const timeout: Signal = {
  id: 'says-timeout',
  when: { fact: 'text', operator: 'includes', value: 'timed out' },
  withCause: 'usually',
  without: 'sometimes',
  because: 'nothing answers',
};
const rule: Rule = { ...provableRule, signals: [...provableRule.signals, timeout] };
const shared = (when: Condition): Record<string, SharedCondition> => ({ off: { title: 'it is off', when } });

const diff = (changes: Partial<Rule>, before: Rule = rule) =>
  diffRules(
    { rule: before, conditions: {} },
    { rule: { ...before, version: 2, ...changes }, conditions: {} },
  );
const withTimeout = (changes: Partial<Signal>) =>
  diff({ signals: [...provableRule.signals, { ...timeout, ...changes }] }).signals;

describe('diffRules', () => {
  it('finds nothing in another order of keys, of signals, and in other brackets', () => {
    const turned = Object.fromEntries(Object.entries(timeout).reverse()) as unknown as Signal;
    const bracketed = { ...turned, when: { all: [{ any: [timeout.when] }] } };
    expect(diff({ signals: [bracketed, ...provableRule.signals] })).toMatchObject({
      from: 1,
      to: 2,
      isSame: true,
      signals: { added: [], removed: [], changed: [] },
    });
  });

  it('tells signals that are new and gone, in words and with their weights', () => {
    const { signals, isSame } = diff({ signals: [timeout] });
    expect(isSame).toBe(false);
    expect(signals.removed).toEqual([
      {
        id: 'sysctl-is-0',
        when: 'sysctl.net.ipv4.ip_forward = 0',
        withCause: 'always',
        without: 'never',
        because: 'it is the setting itself',
        group: null,
        weights: { whenTrue: 33, whenFalse: -23 },
      },
    ]);
    expect(diff(rule, { ...rule, signals: [timeout] }).signals.added).toEqual(signals.removed);
  });

  it('gives the weights of a changed likelihood before and after', () => {
    expect(withTimeout({ without: 'rarely' }).changed).toMatchObject([
      {
        changed: ['without'],
        before: { without: 'sometimes', weights: { whenTrue: 4.3, whenFalse: -5.4 } },
        after: { without: 'rarely', weights: { whenTrue: 12, whenFalse: -6.8 } },
      },
    ]);
  });

  it('tells a changed condition, group and reason', () => {
    const when = { fact: 'text', operator: 'includes', value: 'i/o timeout' };
    expect(withTimeout({ when, group: 'symptom', because: 'it waits' }).changed).toMatchObject([
      {
        changed: ['condition', 'group', 'because'],
        before: { when: 'a line says "timed out"', group: null },
        after: { when: 'a line says "i/o timeout"', group: 'symptom' },
      },
    ]);
  });

  it('knows a signal again by its condition when it has another id', () => {
    expect(withTimeout({ id: 'waits' })).toMatchObject({
      added: [],
      removed: [],
      changed: [{ changed: ['id'], before: { id: 'says-timeout' }, after: { id: 'waits' } }],
    });
  });

  it('sees through the title of a shared condition that means something else', () => {
    const user = { ...rule, signals: [{ ...timeout, when: { condition: 'off' } }] };
    const changes = diffRules(
      { rule: user, conditions: shared(forward(0)) },
      { rule: user, conditions: shared(forward(2)) },
    );
    expect(changes.signals.changed).toMatchObject([
      {
        changed: ['condition'],
        before: { when: 'sysctl.net.ipv4.ip_forward = 0' },
        after: { when: 'sysctl.net.ipv4.ip_forward = 2' },
      },
    ]);
  });

  it('tells a changed prior in decibans', () => {
    expect(diff({ prior: 'common' }).prior).toEqual({
      before: 'uncommon',
      after: 'common',
      decibans: { before: -25.2, after: -20 },
    });
  });

  it('tells fixes and references that are new, gone, other, and in another order', () => {
    const [fix] = rule.fixes;
    const [first, second] = rule.references;
    if (fix === undefined || first === undefined || second === undefined)
      throw new Error('the example changed');
    const more = { ...fix, title: 'Turn it on for every boot' };
    const fixes = diff({ fixes: [more, { ...fix, risk: 'high', undo: ['turn it off'] }] }).fixes;
    expect(fixes).toEqual({
      added: ['Turn it on for every boot'],
      removed: [],
      isReordered: false,
      changed: [
        {
          title: 'Turn it on',
          before: ['the host; risk: low', 'sysctl -w net.ipv4.ip_forward=1'],
          after: ['the host; risk: high', 'sysctl -w net.ipv4.ip_forward=1', 'undo: turn it off'],
        },
      ],
    });
    const turned = diff({ fixes: [more, fix] }, { ...rule, fixes: [fix, more] });
    expect(turned).toMatchObject({ isSame: false, fixes: { added: [], removed: [], isReordered: true } });
    const page = { title: 'Another', url: 'https://example.org/' };
    expect(diff({ references: [first, page] }).references).toEqual({ added: [page], removed: [second] });
  });

  it('tells every other property', () => {
    expect(
      diff({ status: 'stable', appliesTo: ['eks', 'aks'], explains: ['host.other'] }).properties,
    ).toEqual([
      { property: 'status', before: 'experimental', after: 'stable' },
      { property: 'appliesTo', before: 'any', after: 'aks, eks' },
      { property: 'explains', before: '', after: 'host.other' },
    ]);
  });
});
