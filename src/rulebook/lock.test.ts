import { describe, expect, it } from 'vitest';
import { exampleRule, exampleWhen } from '../../test/example-rule.ts';
import { rulebookDigest } from './digest.ts';
import { checkLock, emptyLock, nextLock, parseLock, type RulesLock, retireRule } from './lock.ts';
import type { Rule, SharedCondition } from './rule.ts';
import type { Rulebook } from './rulebook.ts';

const shared = (value: number): Record<string, SharedCondition> => ({
  off: { title: 'off', when: { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value } },
  around: { title: 'through another', when: { any: [{ condition: 'off' }] } },
});
const rulebook = (rules: readonly Rule[], conditions: Record<string, SharedCondition> = {}): Rulebook => ({
  digest: rulebookDigest(rules, conditions),
  rules,
  conditions,
});
const { id } = exampleRule;
const lock = nextLock(emptyLock, rulebook([exampleRule]));
const pointers = (locked: RulesLock, book: Rulebook) => checkLock(locked, book).map(({ pointer }) => pointer);

describe('a lock', () => {
  it('agrees with the rulebook that it was written for', () => {
    expect(checkLock(lock, rulebook([exampleRule]))).toEqual([]);
    expect(parseLock(JSON.stringify(lock))).toEqual(lock);
  });

  it('is out of date when a rule or a version is new, and takes it', () => {
    const other = { ...exampleRule, id: 'host.other' };
    expect(pointers(lock, rulebook([exampleRule, other]))).toEqual(['/rules/host.other']);
    const second = rulebook([{ ...exampleRule, version: 2, title: 'Better said' }]);
    expect(pointers(lock, second)).toEqual([`/rules/${id}/version`]);
    expect(checkLock(nextLock(lock, second), second)).toEqual([]);
  });

  it('refuses changed content without a new version', () => {
    const changed = rulebook([{ ...exampleRule, title: 'Better said' }]);
    expect(pointers(lock, changed)).toEqual([`/rules/${id}`]);
    expect(() => nextLock(lock, changed)).toThrow(/make it version 2/);
  });

  it('refuses a version that goes back', () => {
    const second = nextLock(lock, rulebook([{ ...exampleRule, version: 2 }]));
    expect(pointers(second, rulebook([exampleRule]))).toEqual([`/rules/${id}/version`]);
    expect(() => nextLock(second, rulebook([exampleRule]))).toThrow(/goes back from 2 to 1/);
  });

  it('counts a shared condition as content of the rules that use it', () => {
    const user = exampleWhen({ condition: 'around' });
    const bystander = { ...exampleRule, id: 'host.other' };
    const locked = nextLock(emptyLock, rulebook([user, bystander], shared(0)));
    expect(pointers(locked, rulebook([user, bystander], shared(1)))).toEqual([`/rules/${id}`, '/conditions']);
    const renewed = nextLock(locked, rulebook([{ ...user, version: 2 }, bystander], shared(1)));
    expect(renewed.conditions).not.toEqual(locked.conditions);
  });

  it('refuses that a rule vanishes', () => {
    expect(pointers(lock, rulebook([]))).toEqual([`/rules/${id}`]);
    expect(() => nextLock(lock, rulebook([]))).toThrow(/retire its id/);
  });

  it('never lets a retired id come back', () => {
    const retired = retireRule(lock, id, { reason: 'it was wrong', successor: 'host.other' });
    const successor = { ...exampleRule, id: 'host.other' };
    const next = nextLock(retired, rulebook([successor]));
    expect(next.rules[id]?.retired).toEqual({ reason: 'it was wrong', successor: 'host.other' });
    const returned = rulebook([successor, { ...exampleRule, version: 2 }]);
    expect(pointers(next, returned)).toEqual([`/rules/${id}`]);
    expect(() => nextLock(next, returned)).toThrow(/the id is retired: it was wrong/);
  });

  it('refuses a successor that does not exist, and to retire what was never there', () => {
    const retired = retireRule(lock, id, { reason: 'it was wrong', successor: 'host.none' });
    expect(() => nextLock(retired, rulebook([]))).toThrow(/there is no rule "host.none"/);
    expect(() => retireRule(lock, 'host.none', { reason: 'x' })).toThrow(/no locked rule/);
  });

  it('is refused when it is not in the shape of a lock', () => {
    const broken = { ...lock, rules: { [id]: { version: 1, sha256: 'abc' } } };
    expect(() => parseLock(JSON.stringify(broken))).toThrow(
      /rules.lock.json#\/rules\/host.forwarding-off\/sha256/,
    );
    expect(() => parseLock('<<<<<<< HEAD')).toThrow(/line 1, column 1/);
  });
});
