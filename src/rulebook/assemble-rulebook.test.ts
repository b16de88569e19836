import { describe, expect, it } from 'vitest';
import { exampleRule, exampleTest, exampleWhen } from '../../test/example-rule.ts';
import { CulpritError } from '../lib/errors.ts';
import { assembleRulebook } from './assemble-rulebook.ts';

const RULE = 'host/forwarding-off.json';
const TEST = 'host/forwarding-off.test.json';
const CONDITIONS = 'conditions/host.json';
const forwardingOff = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };

const assemble = (changes: Record<string, unknown> = {}) => {
  const files = { [RULE]: exampleRule, [TEST]: exampleTest, ...changes };
  const kept = Object.entries(files).filter(([, content]) => content !== undefined);
  return assembleRulebook(new Map(kept.map(([file, content]) => [file, JSON.stringify(content)])));
};
const findings = (changes: Record<string, unknown>) => {
  try {
    assemble(changes);
    return [];
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    expect(error.code).toBe('invalid-rulebook');
    return error.details.map(({ pointer }) => pointer);
  }
};

describe('assembleRulebook', () => {
  it('gives the rules, their tests and the shared conditions', () => {
    const conditions = { off: { title: 'off', when: forwardingOff } };
    const { rulebook, tests } = assemble({ [CONDITIONS]: conditions });
    expect(rulebook.rules).toEqual([exampleRule]);
    expect(rulebook.conditions).toEqual(conditions);
    expect(tests.get(exampleRule.id)).toEqual(exampleTest);
  });

  it('leaves the schemas and the lock alone', () => {
    expect(findings({ 'rule.schema.json': { anything: true }, 'rules.lock.json': 1 })).toEqual([]);
  });

  it('tells all findings of all files at once', () => {
    const broken = { ...exampleRule, id: 'cni.x', version: 0 };
    expect(findings({ [RULE]: exampleWhen({ condition: 'none' }), 'cni/x.json': broken })).toEqual([
      'cni/x.json#/version',
      `${RULE}#/signals/0/when/condition`,
      'cni/x.json#',
    ]);
  });

  it.each([
    ['a rule without a test', { [TEST]: undefined }, `${RULE}#`],
    ['a test without a rule', { 'host/other.test.json': exampleTest }, 'host/other.test.json#'],
    ['an id that is not the file’s', { [RULE]: { ...exampleRule, id: 'cni.forwarding-off' } }, `${RULE}#/id`],
    ['a test of another rule', { [TEST]: { ...exampleTest, rule: 'host.other' } }, `${TEST}#/rule`],
    ['a test without look-alikes', { [TEST]: { ...exampleTest, lookAlikes: [] } }, `${TEST}#/lookAlikes`],
    ['a folder in a family', { 'host/deep/x.json': exampleRule }, 'host/deep/x.json#'],
  ])('refuses %s', (_what, changes, pointer) => {
    expect(findings(changes)).toEqual([pointer]);
  });

  const [lookAlike] = exampleTest.lookAlikes;
  it.each([
    [
      'whose look-alike is the rule itself',
      { lookAlikes: [{ ...lookAlike, first: exampleRule.id }] },
      '/lookAlikes/0/first',
    ],
    [
      'whose look-alike is unknown',
      { lookAlikes: [{ ...lookAlike, first: 'host.none' }] },
      '/lookAlikes/0/first',
    ],
    ['with two cases of one name', { missing: [{ ...exampleTest.missing[0], name: lookAlike?.name }] }, ''],
    [
      'that submits a derived fact',
      { lookAlikes: [{ ...lookAlike, evidence: { facts: [{ fact: 'tunnel.agents-ready', value: 1 }] } }] },
      '/lookAlikes/0/evidence/facts/0/fact',
    ],
    [
      'that submits a value of the wrong type',
      { lookAlikes: [{ ...lookAlike, evidence: { facts: [{ fact: forwardingOff.fact, value: '1' }] } }] },
      '/lookAlikes/0/evidence/facts/0/value',
    ],
    [
      'that states a signal which the rule does not have',
      { lookAlikes: [{ ...lookAlike, signals: { for: ['sysctl-is-0', 'sysctl-is-1'] } }] },
      '/lookAlikes/0/signals/for/1',
    ],
    [
      'in which a signal speaks for and against the rule at once',
      { lookAlikes: [{ ...lookAlike, signals: { for: ['sysctl-is-0'], against: ['sysctl-is-0'] } }] },
      '/lookAlikes/0/signals/against/0',
    ],
    [
      'that states the signals of neither side in an empty list',
      { lookAlikes: [{ ...lookAlike, signals: { for: [] } }] },
      '/lookAlikes/0/signals/for',
    ],
  ])('refuses a test %s', (_what, changes, pointer) => {
    expect(findings({ [TEST]: { ...exampleTest, ...changes } })).toEqual([`${TEST}#${pointer}`]);
  });

  it('refuses shared conditions that need themselves', () => {
    const refersTo = (condition: string) => ({ title: 'x', when: { not: { condition } } });
    const conditions = { a: refersTo('b'), b: refersTo('a'), c: refersTo('c'), d: refersTo('a') };
    expect(findings({ [CONDITIONS]: conditions, [RULE]: exampleWhen({ condition: 'd' }) })).toEqual([
      `${CONDITIONS}#/a/when`,
      `${CONDITIONS}#/b/when`,
      `${CONDITIONS}#/c/when`,
    ]);
  });

  it('refuses a shared condition that two files define', () => {
    const off = { off: { title: 'off', when: forwardingOff } };
    expect(findings({ [CONDITIONS]: off, 'conditions/kernel.json': off })).toEqual([
      'conditions/kernel.json#/off',
    ]);
  });

  it('refuses a cause that explains one that is not there, or itself through others', () => {
    const other = { ...exampleRule, id: 'host.other', explains: [exampleRule.id] };
    const files = {
      [RULE]: { ...exampleRule, explains: ['host.nowhere', other.id] },
      'host/other.json': other,
      'host/other.test.json': { ...exampleTest, rule: other.id },
    };
    expect(findings(files)).toEqual(
      ['host/other.json#/explains/0', `${RULE}#/explains/0`, `${RULE}#/explains/1`].sort(),
    );
  });

  it('refuses what a shared condition must not have', () => {
    const when = { not: { fact: 'text', operator: 'includes', value: 'timed out' } };
    expect(findings({ [CONDITIONS]: { a: { title: 'x', when } } })).toEqual([
      `${CONDITIONS}#/a/when/not/fact`,
    ]);
  });
});

describe('the digest of a rulebook', () => {
  const digest = (changes: Record<string, unknown> = {}) => assemble(changes).rulebook.digest;

  it('does not depend on the order of keys, the layout or the schema’s address', () => {
    const turned = Object.fromEntries(Object.entries({ $schema: 'x', ...exampleRule }).reverse());
    expect(digest()).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digest({ [RULE]: turned })).toBe(digest());
  });

  it('changes with a rule, a version and a shared condition', () => {
    const digests = [
      digest(),
      digest({ [RULE]: { ...exampleRule, title: 'Another' } }),
      digest({ [RULE]: { ...exampleRule, version: 2 } }),
      digest({ [CONDITIONS]: { a: { title: 'x', when: forwardingOff } } }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});
