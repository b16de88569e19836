import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRedaction } from '../../test/case-deps.ts';
import type { Store } from '../cases/ports.ts';
import { openStore } from '../storage/open-store.ts';
import type { Actor } from './actor.ts';
import { auditRefusals, type RefusedAccess } from './audit-refusals.ts';
import { MissingScope, Unauthenticated } from './refusal.ts';

let store: Store;
let now: string;
let audit: (refused: RefusedAccess) => Promise<void>;
const clock = { now: () => new Date(now) };
beforeEach(async () => {
  now = '2025-03-04T05:06:07.000Z';
  store = await openStore({ database: ':memory:', clock });
  audit = auditRefusals({ store, clock, redaction: testRedaction });
});
afterEach(() => store.close());

const entries = async () => (await store.listAudit({ limit: 200, cursor: null })).items.reverse();

const unknown = (path = '/v1/cases'): RefusedAccess => ({
  actor: null,
  method: 'GET',
  path,
  error: new Unauthenticated('The key is revoked.', { shown: true, key: '0197' }),
});
const known = (name: string, path = '/v1/audit'): RefusedAccess => {
  const actor: Actor = { kind: 'key', id: '1', name, scopes: [] };
  return {
    actor,
    method: 'GET',
    path,
    error: new MissingScope('audit:read', 'This needs the scope audit:read.'),
  };
};

it('says who was refused what, and why', async () => {
  await audit(unknown());
  await audit(known('ci'));
  expect(await entries()).toMatchObject([
    {
      at: now,
      actor: 'nobody',
      action: 'refuse-access',
      target: 'GET /v1/cases',
      details: { code: 'unauthenticated', reason: 'The key is revoked.', key: '0197' },
    },
    {
      actor: 'key:1 (ci)',
      target: 'GET /v1/audit',
      details: { code: 'forbidden', reason: 'This needs the scope audit:read.' },
    },
  ]);
});

it('has one line a minute for all who are not known, and the next one counts those left out', async () => {
  for (let n = 0; n < 30; n++) await audit(unknown(`/v1/cases/${n}`));
  now = '2025-03-04T05:07:00.000Z';
  await audit(unknown('/v1/cases/30'));
  expect((await entries()).map(({ target, details }) => [target, details['leftOut']])).toEqual([
    ['GET /v1/cases/0', undefined],
    ['GET /v1/cases/30', 29],
  ]);
});

it('has one line a minute for what one actor tries again and again, and never more than a hundred', async () => {
  for (let n = 0; n < 5; n++) await audit(known('ci'));
  expect(await entries()).toHaveLength(1);
  for (let n = 0; n < 300; n++) await audit(known('ci', `/v1/rules/${n}`));
  expect(await entries()).toHaveLength(100);
});

it('counts what could not be written, too', async () => {
  let full = true;
  const addAudit: Store['addAudit'] = (entry) =>
    full ? Promise.reject(new Error('full')) : store.addAudit(entry);
  audit = auditRefusals({ store: { ...store, addAudit }, clock, redaction: testRedaction });
  await expect(audit(unknown())).rejects.toThrow('full');
  await audit(unknown());
  full = false;
  now = '2025-03-04T05:07:00.000Z';
  await audit(unknown());
  expect((await entries()).map(({ details }) => details['leftOut'])).toEqual([2]);
});

it('repeats no key that somebody put into the address, and no long one', async () => {
  await audit(known('ci', `/v1/culprit_0197-1_${'s'.repeat(43)}/x`));
  await audit(known('ci', `/${'a'.repeat(5000)}`));
  const [first, second] = await entries();
  expect(first?.target).toBe('GET /v1/culprit_/x');
  expect(second?.target.length).toBeLessThan(250);
});

it.each([
  ['/v1/rules/password=hunter2hunter2/x', /^GET \/v1\/rules\/password%3DREDACTED-password-[a-z2-7]{5}\/x$/],
  ['/v1/rules/password%3Dhunter2hunter2', /^GET \/v1\/rules\/password%3DREDACTED-password-[a-z2-7]{5}$/],
  ['/v1/https://app:hunter2hunter2@db', /^GET \/v1\/https:\/\/app:REDACTED-url-password-[a-z2-7]{5}@db$/],
  [
    '/v1/cases/ghp_AdkfMlSlSs6ZIyeY97XFnNDOnaUTxkIJG5RW',
    /^GET \/v1\/cases\/REDACTED-github-token-[a-z2-7]{5}$/,
  ],
])('writes no secret of a path: %s', async (path, target) => {
  await audit(known('ci', path));
  expect((await entries())[0]?.target).toMatch(target);
});

it('takes attempts with the same secret for the same, and those with another for others', async () => {
  for (const value of ['hunter2hunter2', 'hunter2hunter2', 'hunter3hunter3'])
    await audit(known('ci', `/v1/rules/password=${value}`));
  expect(new Set((await entries()).map(({ target }) => target)).size).toBe(2);
  expect(await entries()).toHaveLength(2);
});
