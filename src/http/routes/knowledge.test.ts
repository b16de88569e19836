import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, type TestApp, testApp } from '../../../test/http-app.ts';
import { catalogue } from '../../facts/catalogue.ts';
import type { components } from '../openapi-types.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('rules', () => {
  it('are listed by id, a page at a time, with the rulebook that they are of', async () => {
    const ids: string[] = [];
    for (let query = 'limit=5'; query !== ''; ) {
      const page: components['schemas']['RulePage'] = await read('RulePage', app.get(`/v1/rules?${query}`));
      ids.push(...page.items.map(({ id }) => id));
      expect(page.rulebook).toEqual({ digest: (await app.deps.rulebook()).rulebook.digest });
      query = page.nextCursor === null ? '' : `limit=5&cursor=${page.nextCursor}`;
    }
    expect(ids).toEqual((await app.deps.rulebook()).rulebook.rules.map(({ id }) => id).sort());
  });

  it('are answered as their files state them, by version too', async () => {
    const rule = await read('Rule', app.get('/v1/rules/host.ip-forward-disabled'));
    expect(rule).toEqual((await app.deps.rulebook()).rulebook.rules.find(({ id }) => id === rule.id));
    const version = await read('RuleVersion', app.get(`/v1/rules/${rule.id}/versions/${rule.version}`));
    expect(version).toMatchObject({ rule, version: rule.version, author: 'files', test: { rule: rule.id } });
  });
});

describe('facts', () => {
  it('are listed with the JSON Schema that a submitted value must fit', async () => {
    const { items } = await read('FactList', app.get('/v1/facts'));
    const forward = items.find(({ id }) => id === 'sysctl.net.ipv4.ip_forward');
    expect(forward).toMatchObject({ subject: 'host', derived: false, collect: [{ risk: 'none' }] });
    expect(forward?.schema).toHaveProperty('type');
  });

  it('say which of them are symptoms, and which prove no absence', async () => {
    const { items } = await read('FactList', app.get('/v1/facts'));
    for (const flag of ['derived', 'symptom', 'openEnded'] as const) {
      const told = items.filter((fact) => fact[flag]).map(({ id }) => id);
      const defined = [...catalogue.values()].filter((fact) => fact[flag] === true).map(({ id }) => id);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(defined.filter((id) => id !== 'text'));
    }
  });

  it('leave out the texts themselves, which nobody submits as a fact', async () => {
    const { items } = await read('FactList', app.get('/v1/facts'));
    expect(items.map(({ id }) => id)).not.toContain('text');
  });
});

describe('sources', () => {
  it('are listed with the commands that they read', async () => {
    const { items } = await read('SourceList', app.get('/v1/sources'));
    expect(items).toContainEqual(
      expect.objectContaining({ id: 'sysctl', commands: expect.arrayContaining(['sysctl']) }),
    );
  });
});
