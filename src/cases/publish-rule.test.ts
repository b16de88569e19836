import { beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwarding, forwardingOff } from '../../test/case-deps.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { confirmCause } from './confirm-cause.ts';
import { openCase } from './open-case.ts';
import { publishRule } from './publish-rule.ts';
import { saveDraft } from './save-draft.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
beforeEach(async () => {
  deps = await caseDeps();
});

const id = 'host.shouting';
const { version: _, ...forwardingRule } = forwardingOff;
const references = [1, 2].map((n) => ({ title: `Page ${n}`, url: `https://example.com/${n}` }));
/** Fires on what speaks for another cause. */
const shouting = {
  ...forwardingRule,
  id,
  title: 'Made for a test',
  references,
  signals: [
    {
      ...forwardingRule.signals[0],
      when: { fact: 'sysctl.net.ipv4.ip_forward', operator: 'lessThan', value: 1 },
      withCause: 'always',
      without: 'never',
    },
  ],
};
const test: RuleTest = {
  rule: id,
  fires: [{ name: 'it is off', evidence: { facts: forwarding(0).facts }, expect: { first: true } }],
  lookAlikes: [{ name: 'it is on', evidence: { facts: forwarding(1).facts }, first: null }],
  missing: [
    { name: 'nothing is known', evidence: { texts: [{ text: 'all is well' }] }, verdict: ['cannot-tell'] },
  ],
};

describe('publishRule', () => {
  it('refuses what makes confirmed cases worse, and keeps in the audit why it was published all the same', async () => {
    const { case: opened } = await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await confirmCause(deps, { caseId: opened.id, rule: forwardingOff.id, note: null, idempotency: null });
    const { record } = await saveDraft(deps, { id, rule: shouting, test, ifMatch: null });
    const target = { id, version: record.rule.version };
    const refusal = publishRule(deps, { ...target, override: null });
    await expect(refusal).rejects.toMatchObject({
      code: 'rule-refused',
      message: expect.stringContaining('1 of 1 confirmed cases get worse'),
      details: [{ code: 'worse-cases', message: expect.stringContaining(`/v1/cases/${opened.id}`) }],
    });
    expect((await deps.rulebook()).rulebook.rules.map((rule) => rule.id)).toEqual([forwardingOff.id]);
    await publishRule(deps, { ...target, override: { reason: 'the case was confirmed wrongly' } });
    expect((await deps.rulebook()).rulebook.rules.map((rule) => rule.id)).toContain(id);
    const { items } = await deps.store.listAudit({ limit: 1, cursor: null });
    expect(items).toMatchObject([
      {
        action: 'publish-rule',
        target: `rule:${id}@1`,
        details: { worse: 1, override: 'the case was confirmed wrongly' },
      },
    ]);
  });

  it('does not publish over a draft that another author saved meanwhile', async () => {
    const { record, etag } = await saveDraft(deps, { id, rule: shouting, test, ifMatch: null });
    const { store } = deps;
    const changeRulebook: typeof store.changeRulebook = async (change) => {
      deps.setTime('2025-03-04T06:00:00.000Z');
      await saveDraft(deps, { id, rule: { ...shouting, title: 'Saved meanwhile' }, test, ifMatch: etag });
      await store.changeRulebook(change);
    };
    const refusal = publishRule(
      { ...deps, store: { ...store, changeRulebook } },
      { id, version: record.rule.version, override: null },
    );
    await expect(refusal).rejects.toMatchObject({
      code: 'conflict',
      message: 'The draft was saved again while it was being published.',
    });
    expect(await store.listRuleVersions(id)).toMatchObject([
      { rule: { title: 'Saved meanwhile' }, publishedAt: null },
    ]);
    expect((await store.newestActivation())?.number).toBe(1);
  });

  it('leaves everything as it was when the database fails in the middle', async () => {
    const { record } = await saveDraft(deps, { id, rule: shouting, test, ifMatch: null });
    const failing = {
      ...deps,
      store: { ...deps.store, changeRulebook: () => deps.store.close().then(() => deps.store.ping()) },
    };
    const target = { id, version: record.rule.version, override: null };
    await expect(publishRule(failing, target)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
