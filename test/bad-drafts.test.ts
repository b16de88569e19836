import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingCodes } from '../src/rulebook/finding.ts';
import { ruleOf } from './draft-rule.ts';
import { read, type TestApp, testApp } from './http-app.ts';

const ID = 'host.not-meant';
const base = ruleOf(ID);
const [signal] = base.signals;
const off = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };
const when = (condition: unknown) => ({ signals: [{ ...signal, when: condition }] });
const deep = (depth: number) =>
  Array.from({ length: depth }).reduce<unknown>((inner) => ({ not: inner }), off);
const matching = (pattern: string) =>
  when({ fact: 'text', operator: 'matches', value: { pattern, needle: 'timed out' } });

/** What authors bring along, or try, with the codes that they are told. */
const bad: [string, object, string[]][] = [
  ['a path', when({ ...off, path: '$.x' }), ['condition-path']],
  ['a priority', when({ ...off, priority: 5 }), ['condition-priority']],
  ['a callback', { onSuccess: 'page' }, ['engine-callback']],
  ['an empty all', when({ all: [] }), ['empty-group']],
  ['an empty any', when({ any: [] }), ['empty-group']],
  ['both keys', when({ all: [off], any: [off] }), ['excluding-keys']],
  ['an unknown operator', when({ ...off, operator: 'gt' }), ['unknown-operator']],
  ['a wide tree', when({ all: Array.from({ length: 31 }, () => off) }), ['over-limit']],
  [
    'a huge tree',
    when({ all: Array.from({ length: 8 }, () => ({ any: Array.from({ length: 29 }, () => off) })) }),
    ['huge-condition'],
  ],
  ['a deep tree', when(deep(18)), ['too-deep']],
  ['a backreference', matching('(timed) out \\1'), ['broken-pattern']],
  ['a pattern for everything', matching('(timed out)*'), ['pattern-matches-anything']],
  ['a catastrophic pattern', matching('timed out (\\w+\\s?)*$'), ['slow-pattern']],
  ['a contradiction', when({ all: [off, { not: off }] }), ['contradiction']],
  ['no reference', { references: [] }, ['missing-references']],
  ['a cause that explains itself', { explains: [ID] }, ['consequence-cycle']],
];

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const draftWith = (changes: object) => ({ rule: { ...base, ...changes } });

describe('a bad draft', () => {
  it.each(bad)('is told what is wrong with %s, where, and how to mend it', async (_what, changes, codes) => {
    const { findings } = await read('Findings', app.post('/v1/rules/validate', draftWith(changes)));
    expect(findings.map(({ code }) => code)).toEqual(codes);
    for (const { code, pointer, severity, mend } of findings) {
      expect(pointer).toMatch(/^\/rule\/(signals|references|explains|onSuccess)/);
      const entry = Object.entries(findingCodes).find(([known]) => known === code)?.[1];
      expect({ severity, mend }).toEqual({ severity: entry?.severity, mend: entry?.mend });
    }
  });

  it.each(bad.filter(([, , codes]) => !codes.includes('slow-pattern')))(
    'is not saved: %s',
    async (_what, changes) => {
      expect((await app.put(`/v1/rules/${ID}`, draftWith(changes))).status).toBe(422);
      expect((await app.get(`/v1/rules/${ID}/versions`)).status).toBe(404);
    },
  );

  it.each(['__proto__', 'constructor', 'prototype'])('is refused for the key %s', async (key) => {
    const text = JSON.stringify(draftWith({})).replace('"when":', `"${key}":{"x":1},"when":`);
    const response = await app.post('/v1/rules/validate', text);
    const answer = JSON.stringify(await response.json());
    expect(answer).toContain(key);
    expect({}).not.toHaveProperty('x');
  });
});
