import { describe, expect, it } from 'vitest';
import { exampleRule, exampleTest } from '../../test/example-rule.ts';
import { CulpritError, type ErrorDetail } from '../lib/errors.ts';
import { parseConditions, parseRule, parseRuleTest } from './parse-rule.ts';

const comparison = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };

function findings(parse: (text: string) => unknown, document: unknown): readonly ErrorDetail[] {
  try {
    parse(typeof document === 'string' ? document : JSON.stringify(document));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(CulpritError);
    expect(error).toHaveProperty('code', 'invalid-rule');
    return error instanceof CulpritError ? error.details : [];
  }
}

const inRule = (changes: object) => findings(parseRule, { ...exampleRule, ...changes });
const inWhen = (when: unknown) => inRule({ signals: [{ ...exampleRule.signals[0], when }] });
const at = '/signals/0/when';

describe('parseRule', () => {
  it('gives the rule without what only editors need', () => {
    const text = JSON.stringify({ $schema: '../rule.schema.json', ...exampleRule });
    expect(parseRule(text)).toEqual(exampleRule);
  });

  it('says where the JSON is broken', () => {
    expect(findings(parseRule, '{\n  "id": "host.x"\n  "version": 1 }')).toEqual([
      { pointer: '', message: 'line 3, column 3: "," or "}" is expected' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
    const text = JSON.stringify(exampleRule).replace('"because"', `"${key}": {}, "because"`);
    expect(findings(parseRule, text)).toEqual([
      { pointer: '/signals/0', message: expect.stringContaining(`the key "${key}" is not allowed`) },
    ]);
  });

  it.each([
    ['an empty all', { all: [] }, `${at}/all`],
    ['an empty any', { any: [] }, `${at}/any`],
    ['any and all side by side', { any: [comparison], all: [comparison] }, at],
    ['all beside a comparison', { all: [comparison], ...comparison }, at],
    ['a comparison without a value', { fact: comparison.fact, operator: 'equal' }, at],
    ['nothing', {}, at],
    ['a list for not', { not: [comparison] }, `${at}/not`],
    ['a path', { ...comparison, path: '$.a' }, `${at}/path`],
    ['params', { ...comparison, params: {} }, `${at}/params`],
    ['a priority', { ...comparison, priority: 2 }, `${at}/priority`],
    [
      'a path in a reference',
      { ...comparison, value: { fact: 'arp.entries', path: '$' } },
      `${at}/value/path`,
    ],
    ['an empty fact id', { ...comparison, fact: '' }, `${at}/fact`],
    ['an unknown reference', { ...comparison, value: { fact: 'no.such' } }, `${at}/value/fact`],
    ['depth', { all: [{ any: [{ not: { all: [] } }] }] }, `${at}/all/0/any/0/not/all`],
  ])('refuses a condition with %s', (_what, when, pointer) => {
    expect(inWhen(when).map((finding) => finding.pointer)).toContain(pointer);
  });

  it('suggests the fact and the operator that were meant', () => {
    expect(inWhen({ ...comparison, fact: 'sysctl.net.ipv4.ipforward', operator: 'someFact:eqaul' })).toEqual([
      {
        pointer: `${at}/fact`,
        message: '"sysctl.net.ipv4.ipforward" is unknown; did you mean "sysctl.net.ipv4.ip_forward"?',
      },
      { pointer: `${at}/operator`, message: '"eqaul" is unknown; did you mean "equal"?' },
    ]);
  });

  it('refuses an unknown decorator', () => {
    expect(inWhen({ ...comparison, operator: 'someFacts:equal' })).toEqual([
      { pointer: `${at}/operator`, message: '"someFacts" is unknown; did you mean "someFact"?' },
    ]);
  });

  it.each([
    ['onSuccess', { onSuccess: 'x' }, '/onSuccess'],
    ['an upper-case id', { id: 'Host.x' }, '/id'],
    ['an id without a family', { id: 'forwarding-off' }, '/id'],
    ['a version of 0', { version: 0 }, '/version'],
    [
      'an unknown likelihood',
      { signals: [{ ...exampleRule.signals[0], without: 'seldom' }] },
      '/signals/0/without',
    ],
    ['no signals', { signals: [] }, '/signals'],
    ['no references', { references: [] }, '/references'],
    ['one reference', { references: exampleRule.references.slice(1) }, '/references'],
    [
      'plain http',
      { references: [...exampleRule.references, { title: 'x', url: 'http://example.org' }] },
      '/references/2/url',
    ],
    [
      'a step that runs and does',
      { fixes: [{ ...exampleRule.fixes[0], steps: [{ run: 'a', do: 'b' }] }] },
      '/fixes/0/steps/0',
    ],
    [
      'a step with a note alone',
      { fixes: [{ ...exampleRule.fixes[0], steps: [{ note: 'b' }] }] },
      '/fixes/0/steps/0',
    ],
    ['an unknown platform', { appliesTo: ['minix'] }, '/appliesTo/0'],
  ])('refuses a rule with %s', (_what, changes, pointer) => {
    expect(inRule(changes).map((finding) => finding.pointer)).toEqual([pointer]);
  });

  it('refuses more than 64 KiB', () => {
    expect(inRule({ explanation: 'x'.repeat(65_536) })).toEqual([
      { pointer: '', message: 'longer than 65536 bytes' },
    ]);
  });

  it('refuses conditions nested deeper than 20', () => {
    const when = Array.from({ length: 21 }).reduce<unknown>((inner) => ({ not: inner }), comparison);
    expect(inWhen(when)[0]?.message).toMatch(/nested deeper than 20$/);
  });
});

describe('parseRuleTest', () => {
  it('reads a test', () => {
    expect(parseRuleTest(JSON.stringify(exampleTest))).toEqual(exampleTest);
  });

  it.each(['fires', 'lookAlikes', 'missing'])('refuses a test in which "%s" is empty or absent', (kind) => {
    expect(findings(parseRuleTest, { ...exampleTest, [kind]: [] })[0]?.pointer).toBe(`/${kind}`);
    expect(findings(parseRuleTest, { ...exampleTest, [kind]: undefined })).toEqual([
      { pointer: '', message: `"${kind}" is missing` },
    ]);
  });

  it('refuses a case without evidence', () => {
    const fires = [{ ...exampleTest.fires[0], evidence: {} }];
    expect(findings(parseRuleTest, { ...exampleTest, fires })[0]?.pointer).toBe('/fires/0/evidence');
  });
});

describe('parseConditions', () => {
  const when = comparison;

  it('gives the conditions by name', () => {
    const conditions = { 'forwarding-off': { title: 'forwarding is off', when } };
    expect(parseConditions(JSON.stringify({ $schema: 'x', ...conditions }))).toEqual(conditions);
  });

  it('refuses names and properties that are not a condition’s', () => {
    const pointers = findings(parseConditions, {
      'Not a name': { title: 'x', when },
      ok: { title: 'x', when, or: 1 },
    });
    expect(pointers.map(({ pointer }) => pointer)).toEqual(['/Not a name', '/ok/or']);
  });
});
