import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwarding } from '../../test/case-deps.ts';
import { confirmCause } from './confirm-cause.ts';
import { openCase } from './open-case.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
let caseId: string;
beforeEach(async () => {
  deps = await caseDeps();
  caseId = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case.id;
});
afterEach(() => deps.store.close());

const rule = 'host.ip-forward-disabled';

describe('confirmCause', () => {
  it('stores the cause, and a later one in its place', async () => {
    const first = await confirmCause(deps, { caseId, rule, note: 'seen on node-1', idempotency: null });
    expect(first.confirmation).toMatchObject({ rule, note: 'seen on node-1' });
    deps.setTime('2025-03-05T00:00:00.000Z');
    const second = await confirmCause(deps, { caseId, rule: null, note: null, idempotency: null });
    expect(second.confirmation).toEqual({ rule: null, note: null, confirmedAt: '2025-03-05T00:00:00.000Z' });
    expect(await deps.store.findCase(caseId)).toEqual(second);
  });

  it('is not older than what it confirms, though the clock was set back', async () => {
    deps.setTime('2020-01-01T00:00:00.000Z');
    const { openedAt, confirmation } = await confirmCause(deps, {
      caseId,
      rule,
      note: null,
      idempotency: null,
    });
    expect(confirmation?.confirmedAt).toBe(openedAt);
  });

  it('refuses a rule that the rulebook has not', async () => {
    const confirming = confirmCause(deps, { caseId, rule: 'host.gremlins', note: null, idempotency: null });
    await expect(confirming).rejects.toMatchObject({
      code: 'invalid-request',
      details: [{ pointer: '/rule' }],
    });
    expect((await deps.store.findCase(caseId))?.confirmation).toBeNull();
  });

  it('refuses a note that not every database can store', async () => {
    const confirming = confirmCause(deps, { caseId, rule: null, note: 'a\u0000b', idempotency: null });
    await expect(confirming).rejects.toMatchObject({
      code: 'invalid-request',
      details: [{ pointer: '/note' }],
    });
  });

  it('answers a repeated request with the first answer, though it was confirmed anew', async () => {
    const input = { caseId, rule, note: null, idempotency: { key: 'k', fingerprint: 'POST confirmation' } };
    const first = await confirmCause(deps, input);
    await confirmCause(deps, { caseId, rule: null, note: null, idempotency: null });
    expect(await confirmCause(deps, input)).toEqual(first);
    expect((await deps.store.findCase(caseId))?.confirmation?.rule).toBeNull();
  });
});
