import { describe, expect, it } from 'vitest';
import { exampleRule, exampleWhen } from '../../test/example-rule.ts';
import { checkRule } from './check-rule.ts';
import { parseRule } from './parse-rule.ts';
import type { Condition, Rule, SharedCondition } from './rule.ts';

const shared: Record<string, SharedCondition> = {
  'says-timeout': {
    title: 'a text says so',
    when: { fact: 'text', operator: 'includes', value: 'timed out' },
  },
  'says-so-too': { title: 'through another', when: { any: [{ condition: 'says-timeout' }] } },
};
/** A rule that its schema lets pass, as every rule is that reaches these checks. */
const pointersOf = (rule: Rule) =>
  checkRule(parseRule(JSON.stringify(rule)), shared).map(({ pointer }) => pointer);
const check = (when: Condition) => pointersOf(exampleWhen(when));
const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const at = '/signals/0/when';

const forward = 'sysctl.net.ipv4.ip_forward';
const outcomes = { outcome: ['timed-out', 'refused'], port: { atLeast: 1, atMost: 1023 } };

describe('conditions of a rule', () => {
  it.each([
    leaf(forward, 'equal', 0),
    leaf(forward, 'notIn', [1, 2]),
    leaf(forward, 'lessThan', { fact: 'sysctl.net.netfilter.nf_conntrack_max' }),
    leaf('kernel-module.br_netfilter', 'equal', false),
    leaf('sysctl.absent-keys', 'contains', 'net.bridge.bridge-nf-call-iptables'),
    leaf('sysctl.absent-keys', 'someFact:includes', 'bridge-nf'),
    leaf('aks.authorized-ip-ranges', 'not:someFact:cidrContains', { fact: 'client.public-address' }),
    leaf('client.public-address', 'swap:cidrContains', '10.0.0.0/8'),
    leaf('client.public-address', 'someValue:cidrOverlaps', ['10.0.0.0/8', 'fd00::/8']),
    leaf('kubernetes.pod-cidrs', 'someFact:someValue:cidrOverlaps', { fact: 'kubernetes.service-cidrs' }),
    leaf('connection.attempts', 'hasItem', outcomes),
    leaf('arp.entries', 'hasItem', { mac: null }),
    leaf('arp.entries', 'isEmpty', true),
    leaf('kubernetes.pods', 'countAtLeast', 2),
    leaf('apiserver.version', 'semverLessThan', 'v1.29'),
    leaf('aks.power-state', 'matches', { pattern: '^stop(ped|ping)$', needle: 'stop' }),
    leaf('text', 'matches', { pattern: 'dial tcp \\S+:10250: i/o timeout', needle: ':10250: i/o timeout' }),
    { not: leaf(forward, 'equal', 1) },
    { all: [{ condition: 'says-so-too' }, leaf(forward, 'equal', 0)] },
  ] as Condition[])('may be %j', (when) => {
    expect(check(when)).toEqual([]);
  });

  it.each([
    ['a string for a number', leaf(forward, 'equal', '0'), `${at}/value`],
    ['a number that is no integer', leaf(forward, 'in', [0, 0.5]), `${at}/value/1`],
    ['numbers compared as text', leaf('apiserver.version', 'lessThan', '10'), `${at}/operator`],
    ['a number compared with text', leaf(forward, 'lessThan', '10'), `${at}/value`],
    ['a substring for a member', leaf('client.public-address', 'in', '10.0.0.15'), `${at}/value`],
    ['a member of a number', leaf(forward, 'in', 1), `${at}/value`],
    ['an empty list of members', leaf(forward, 'in', []), `${at}/value`],
    ['equality with a list', leaf('arp.entries', 'equal', []), `${at}/operator`],
    ['a member that no item can be', leaf('sysctl.absent-keys', 'contains', 1), `${at}/value`],
    ['a list operator on a number', leaf(forward, 'contains', 1), `${at}/operator`],
    ['a list decorator on a number', leaf(forward, 'someFact:equal', 1), `${at}/operator`],
    ['a value decorator on a constant', leaf(forward, 'someValue:equal', 1), `${at}/value`],
    ['objects compared as scalars', leaf('arp.entries', 'someFact:equal', 'x'), `${at}/operator`],
    ['a reference to another type', leaf(forward, 'equal', { fact: 'aks.fqdn' }), `${at}/value`],
    ['a reference to texts', leaf('aks.fqdn', 'equal', { fact: 'text' }), `${at}/value/fact`],
    ['a reference to itself', leaf(forward, 'equal', { fact: forward }), `${at}/value/fact`],
    ['isEmpty with a number', leaf('arp.entries', 'isEmpty', 0), `${at}/value`],
    ['a count of none', leaf('arp.entries', 'countAtLeast', 0), `${at}/value`],
    ['a broken range', leaf('client.public-address', 'swap:cidrContains', '10.0.0.0/33'), `${at}/value`],
    ['half an address', leaf('aks.authorized-ip-ranges', 'someFact:cidrContains', '10.1'), `${at}/value`],
    ['a version in words', leaf('apiserver.version', 'semverAtLeast', 'latest'), `${at}/value`],
    [
      'an unknown property',
      leaf('connection.attempts', 'hasItem', { result: 'refused' }),
      `${at}/value/result`,
    ],
    [
      'an impossible property',
      leaf('connection.attempts', 'hasItem', { outcome: 'rejected' }),
      `${at}/value/outcome`,
    ],
    [
      'an impossible choice',
      leaf('connection.attempts', 'hasItem', { port: [443, '443'] }),
      `${at}/value/port/1`,
    ],
    [
      'bounds on text',
      leaf('connection.attempts', 'hasItem', { target: { atLeast: 1 } }),
      `${at}/value/target`,
    ],
    ['unknown bounds', leaf('connection.attempts', 'hasItem', { port: { above: 1 } }), `${at}/value/port`],
    ['no property', leaf('connection.attempts', 'hasItem', {}), `${at}/value`],
    ['properties of strings', leaf('sysctl.absent-keys', 'hasItem', { name: 'x' }), `${at}/value`],
    ['an unknown shared condition', { condition: 'says-nothing' }, `${at}/condition`],
    ['a shared condition named like a method', { condition: 'constructor' }, `${at}/condition`],
  ] as [string, Condition, string][])('must not have %s', (_what, when, pointer) => {
    expect(check(when)).toEqual([pointer]);
  });
});

describe('conditions on what happened to be seen', () => {
  it.each([
    ['not', { not: leaf('connection.attempts', 'hasItem', outcomes) }, `${at}/not/fact`],
    ['not:', leaf('connection.attempts', 'not:hasItem', outcomes), `${at}/operator`],
    ['isEmpty', leaf('ping.results', 'isEmpty', true), `${at}/operator`],
  ] as [string, Condition, string][])('must not ask for absence by %s', (_what, when, pointer) => {
    expect(check(when)).toEqual([pointer]);
  });

  it('may ask whether anything was seen', () => {
    expect(check(leaf('ping.results', 'isEmpty', false))).toEqual([]);
  });
});

describe('text conditions of a rule', () => {
  it.each([
    ['another operator', leaf('text', 'equal', 'timed out'), `${at}/operator`],
    ['a decorator', leaf('text', 'not:includes', 'timed out'), `${at}/operator`],
    ['a short literal', leaf('text', 'includes', 'x50'), `${at}/value`],
    ['a literal over two lines', leaf('text', 'includes', 'timed\nout'), `${at}/value`],
    ['another fact for a literal', leaf('text', 'includes', { fact: 'aks.fqdn' }), `${at}/value`],
    ['a pattern alone', leaf('text', 'matches', 'timed out'), `${at}/value`],
    [
      'a backreference',
      leaf('text', 'matches', { pattern: '(a+)\\1 needle', needle: 'needle' }),
      `${at}/value/pattern`,
    ],
    [
      'a pattern that matches nothing',
      leaf('text', 'matches', { pattern: '(needle)?', needle: 'needle' }),
      `${at}/value/pattern`,
    ],
    [
      'a pattern that nobody can read',
      leaf('text', 'matches', { pattern: `needle${'a'.repeat(995)}`, needle: 'needle' }),
      `${at}/value/pattern`,
    ],
    ['a short needle', leaf('text', 'matches', { pattern: 'eof$', needle: 'eof' }), `${at}/value/needle`],
    [
      'a needle that may lack',
      leaf('text', 'matches', { pattern: 'timed out|refused', needle: 'timed out' }),
      `${at}/value/needle`,
    ],
    ['a negation', { not: { any: [leaf('text', 'includes', 'timed out')] } }, `${at}/not/any/0/fact`],
    [
      'a negation through others',
      { all: [{ not: { condition: 'says-so-too' } }] },
      `${at}/all/0/not/condition`,
    ],
  ] as [string, Condition, string][])('must not have %s', (_what, when, pointer) => {
    expect(check(when)).toEqual([pointer]);
  });
});

describe('signals and fixes of a rule', () => {
  const [signal] = exampleRule.signals;
  const [fix] = exampleRule.fixes;
  const withFix = (changes: object) => ({ ...exampleRule, fixes: [{ ...fix, ...changes }] }) as Rule;
  const running = (run: string) => withFix({ steps: [{ run }] });

  it('must not share an id', () => {
    expect(pointersOf({ ...exampleRule, signals: [signal, signal] } as Rule)).toEqual(['/signals/1/id']);
  });

  it('must not be as likely without the cause as with it', () => {
    const signals = [{ ...signal, without: 'always' }];
    expect(pointersOf({ ...exampleRule, signals } as Rule)).toEqual(['/signals/0/without']);
  });

  it('must not name platforms beside any', () => {
    expect(pointersOf({ ...exampleRule, appliesTo: ['any', 'aks'] })).toEqual(['/appliesTo']);
  });

  it('may be filled in from the facts of the catalogue', () => {
    const run =
      'arp -s {{arp.foreign-entries/0/address|ADDRESS}} {{arp.foreign-entries/0/ownerMac|MAC}} && ping {{aks.fqdn|FQDN}}';
    expect(pointersOf(running(run))).toEqual([]);
  });

  it.each([
    '{{no.such-fact|NAME}}',
    '{{text|LINE}}',
    '{{aks.fqdn}}',
    '{{aks.fqdn|fqdn}}',
    '{{aks.fqdn|}}',
    '{{aks.fqdn|A|B}}',
    '{{aks.fqdn/name|NAME}}',
    '{{arp.entries|ENTRIES}}',
    '{{arp.entries/0|ENTRY}}',
    '{{arp.entries/first/mac|MAC}}',
    '{{arp.entries/0/adress|ADDRESS}}',
    '{{aks.fqdn|FQDN',
  ])('must not have the template %s', (template) => {
    expect(pointersOf(running(`ping ${template}`))).toEqual(['/fixes/0/steps/0/run']);
  });

  it.each([
    ["sh -c 'echo {{aks.fqdn|FQDN}}'", 1],
    ['echo "at {{aks.fqdn|FQDN}}:443"', 1],
    ["echo 'a\\' {{aks.fqdn|FQDN}} \"it's\" {{aks.fqdn|FQDN}}", 0],
    ['echo "a\\" {{aks.fqdn|FQDN}}"', 1],
    [`echo \\{{aks.fqdn|FQDN}} ${'$'}{{aks.fqdn|FQDN}}`, 2],
    ["echo '{{aks.fqdn|FQDN}}' '{{aks.fqdn|FQDN}}", 2],
  ])('must not quote a template, which brings its quotes: %s', (run, count) => {
    expect(pointersOf(running(run))).toEqual(Array(count).fill('/fixes/0/steps/0/run'));
  });

  it('must not have templates where nothing fills them in', () => {
    const template = '{{aks.fqdn|FQDN}}';
    expect(pointersOf(withFix({ undo: ['true', template], steps: [{ do: template }] }))).toEqual([
      '/fixes/0/steps/0/do',
      '/fixes/0/undo/1',
    ]);
  });

  it('must be verified by a typed fact that can have the value', () => {
    expect(pointersOf(withFix({ verify: leaf('text', 'includes', 'timed out') }))).toEqual([
      '/fixes/0/verify/fact',
    ]);
    expect(pointersOf(withFix({ verify: leaf(forward, 'equal', true) }))).toEqual(['/fixes/0/verify/value']);
    expect(pointersOf(withFix({ verify: leaf(forward, 'equal', 1) }))).toEqual([]);
  });
});
