import { describe, expect, it } from 'vitest';
import { exampleRule, exampleTest } from '../../test/example-rule.ts';
import { rulebookOf } from '../../test/known-evidence.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { rulebookDigest } from '../rulebook/digest.ts';
import type { Signal } from '../rulebook/rule.ts';
import type { RuleTest, StatedSignals, TestEvidence } from '../rulebook/rule-test.ts';
import { asSubmitted, runRuleCases, runRuleTest } from './run-rule-tests.ts';
import { asStated } from './signal-sides.ts';

const rules = [exampleRule];
const compiled = compileRulebook({ digest: rulebookDigest(rules, {}), rules, conditions: {} });
const fact = 'sysctl.net.ipv4.ip_forward';
const off = { facts: [{ fact, value: 0, host: 'node-1' }] };
const on = { facts: [{ fact, value: 1, host: 'node-1' }] };
/** Nothing else is known that could be the cause, so a prior of 0.3 % and a setting that is rarely 0 are not enough. */
const messages = (test: Partial<RuleTest>) =>
  runRuleTest({ ...exampleTest, fires: [], lookAlikes: [], missing: [], ...test }, compiled).map(
    ({ name, message }) => `${name}: ${message}`,
  );

describe('runRuleTest', () => {
  it('finds nothing when every case comes out as it says', () => {
    expect(
      messages({
        lookAlikes: [{ name: 'on', evidence: on, first: null, maxProbability: 0.01 }],
        missing: [{ name: 'one setting', evidence: off, verdict: ['possible', 'unlikely'] }],
      }),
    ).toEqual([]);
  });

  it('says what came first instead', () => {
    expect(messages({ fires: [{ name: 'on', evidence: on, expect: { first: true } }] })).toEqual([
      expect.stringMatching(/^fires: on: host\.forwarding-off is not first: .*none of these/),
    ]);
  });

  it('says which hosts and which verdict the answer has', () => {
    const expected = { first: true, verdict: ['ruled-out'], hosts: ['node-2'] } as const;
    expect(messages({ fires: [{ name: 'off', evidence: off, expect: expected }] })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/verdict \S+, not ruled-out/),
        'fires: off: names the hosts node-1, not node-2',
      ]),
    );
  });

  it('says when a look-alike is too probable', () => {
    const lookAlike = { name: 'off', evidence: off, first: 'host.other', maxProbability: 0.0001 };
    expect(messages({ lookAlikes: [lookAlike] })).toEqual([
      expect.stringMatching(/^look-alike: off: host\.other is not first/),
      expect.stringMatching(/has the probability 0\.\d+, more than 0\.0001$/),
    ]);
  });

  it('takes a rule that is not in the answer for one that cannot be told, and misses what is not asked for', () => {
    const evidence = { texts: [{ text: 'nothing to see here' }] };
    const missing = [{ name: 'nothing', evidence, verdict: ['likely'], next: 'arp.entries' }] as const;
    expect(messages({ missing })).toEqual([
      'missing: nothing: verdict cannot-tell, not likely',
      expect.stringMatching(/^missing: nothing: does not ask for arp\.entries, but for /),
    ]);
  });
});

describe('the signals that a case states', () => {
  const look = (signals: StatedSignals, evidence: TestEvidence = on) =>
    messages({ lookAlikes: [{ name: 'it', evidence, first: null, signals }] });

  it('are exactly those that the evidence decides, on the side that they are on', () => {
    expect(look({ against: ['sysctl-is-0'] })).toEqual([]);
    expect(look({ for: ['sysctl-is-0'] }, off)).toEqual([]);
    expect(look({}, { texts: [{ text: 'nothing to see here' }] })).toEqual([]);
  });

  it.each([
    [
      'on the other side',
      { for: ['sysctl-is-0'] },
      on,
      'speaks against it; stated is that it speaks for the rule',
    ],
    ['left out', {}, off, 'speaks for the rule; stated is that it is not decided'],
    [
      'not decided',
      { against: ['sysctl-is-0'] },
      { texts: [{ text: 'nothing to see here' }] },
      'is not decided; stated is that it speaks against it',
    ],
  ])('make a finding that names the signal when one is %s', (_how, signals, evidence, message) => {
    expect(look(signals, evidence)).toEqual([`look-alike: it: the signal sysctl-is-0 ${message}`]);
  });

  it('do not depend on whether the other rules leave the rule a candidate', () => {
    const weak = { ...exampleRule.signals[0], withCause: 'often', without: 'usually' } as Signal;
    const rulebook = rulebookOf({ ...exampleRule, signals: [weak] });
    const looked = { name: 'off', evidence: off, first: null, signals: { against: ['sysctl-is-0'] } };
    expect(runRuleTest({ ...exampleTest, fires: [], lookAlikes: [looked], missing: [] }, rulebook)).toEqual(
      [],
    );
  });

  it('count a signal for what it says, not for what a stronger one of its group leaves of it', () => {
    const again = {
      ...exampleRule.signals[0],
      id: 'again',
      withCause: 'usually',
      group: 'setting',
    } as Signal;
    const signals = [...exampleRule.signals.map((signal) => ({ ...signal, group: 'setting' })), again];
    const grouped = compileRulebook({
      digest: 'sha256:test',
      rules: [{ ...exampleRule, signals }],
      conditions: {},
    });
    const [result] = runRuleCases(
      { ...exampleTest, fires: [{ name: 'off', evidence: off, expect: { first: true } }] },
      grouped,
    );
    expect(asStated(result?.sides ?? new Map())).toEqual({ for: ['sysctl-is-0', 'again'] });
  });
});

describe('a test’s evidence', () => {
  it('is submitted as a client would, its lines joined', () => {
    expect(asSubmitted({ texts: [{ text: ['a', 'b'], host: 'node-1' }], platform: 'aks' })).toEqual({
      facts: [],
      texts: [{ text: 'a\nb', host: 'node-1' }],
      platform: 'aks',
    });
  });
});
