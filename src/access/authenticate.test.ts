import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testRedaction } from '../../test/case-deps.ts';
import type { Store } from '../cases/ports.ts';
import { newSecret } from '../lib/ids.ts';
import { openStore } from '../storage/open-store.ts';
import { type Actor, localActor, systemActor } from './actor.ts';
import { authenticate } from './authenticate.ts';
import { type CreateKeyInput, createKey } from './create-key.ts';
import { revokeKey } from './revoke-key.ts';

let store: Store;
let now: string;
const clock = { now: () => new Date(now) };
beforeEach(async () => {
  now = '2025-03-04T05:06:07.000Z';
  store = await openStore({ database: ':memory:', clock });
});
afterEach(() => store.close());

const deps = () => ({ store, clock, onLoopback: true, verifyToken: null });
const create = (more: Partial<CreateKeyInput> = {}) =>
  createKey(
    { actor: systemActor, store, clock, redaction: testRedaction },
    { name: 'ci', scopes: ['cases:read'], expiresAt: null, ...more },
  );

const refusal = (message: string) => ({ code: 'unauthenticated', message });

describe('without a key and an issuer', () => {
  it('whoever asks on this machine is the local actor, with a header or without', async () => {
    const whoIs = authenticate(deps());
    expect(await whoIs(undefined)).toEqual(localActor);
    expect(await whoIs('Bearer left-over')).toEqual(localActor);
  });

  it('nobody is, when others reach the server', async () => {
    await expect(authenticate({ ...deps(), onLoopback: false })(undefined)).rejects.toMatchObject(
      refusal('This needs a key or a token: Authorization: Bearer …'),
    );
  });
});

describe('with a key', () => {
  it('its owner is known, from the request on that follows its making', async () => {
    const whoIs = authenticate(deps());
    expect(await whoIs(undefined)).toEqual(localActor);
    const { key, record } = await create();
    await expect(whoIs(undefined)).rejects.toMatchObject({ code: 'unauthenticated', shown: false });
    const owner = { kind: 'key', id: record.id, name: 'ci', scopes: ['cases:read'] };
    for (const header of [`Bearer ${key}`, `bearer  ${key} `]) expect(await whoIs(header)).toEqual(owner);
  });

  it('is no way back to the local mode when the key is revoked', async () => {
    const { key, record } = await create();
    const access = { actor: systemActor, store, clock };
    await revokeKey(access, record);
    await expect(authenticate(deps())(undefined)).rejects.toMatchObject({ shown: false });
    await expect(authenticate(deps())(`Bearer ${key}`)).rejects.toMatchObject(refusal('The key is revoked.'));
    await expect(revokeKey(access, record)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ends at its expiry, to the millisecond', async () => {
    const { key } = await create({ expiresAt: '2025-03-05T00:00:00.000Z' });
    now = '2025-03-04T23:59:59.999Z';
    expect(await authenticate(deps())(`Bearer ${key}`)).toMatchObject({ kind: 'key' });
    now = '2025-03-05T00:00:00.000Z';
    await expect(authenticate(deps())(`Bearer ${key}`)).rejects.toMatchObject(refusal('The key is expired.'));
  });

  it.each<[string, (key: string) => string]>([
    ['another secret', (key) => key.replace(/[\w-]{43}$/, newSecret())],
    ['another id', (key) => key.replace(/_0/, '_1')],
    ['more behind it', (key) => `${key}A`],
    ['less of it', (key) => key.slice(0, -1)],
    ['no prefix', (key) => key.slice('culprit_'.length)],
    ['the prefix alone', () => 'culprit_'],
    ['a JSON Web Token', () => 'eyJhbGciOiJub25lIn0.e30.'],
  ])('refuses what is not the key: %s', async (_, changed) => {
    const { key } = await create();
    await expect(authenticate(deps())(`Bearer ${changed(key)}`)).rejects.toMatchObject({
      ...refusal('The key is not valid.'),
      shown: true,
    });
  });

  it.each([
    ['', false],
    ['Basic Y3VscHJpdDpjdWxwcml0', false],
    ['Bearer', true],
    ['Bearer ', true],
    ['Bearer a b', true],
    ['Bearer é', true],
  ])('refuses the header %j', async (header, shown) => {
    await create();
    await expect(authenticate(deps())(header)).rejects.toMatchObject({ code: 'unauthenticated', shown });
  });

  it('refuses everybody while the database cannot say', async () => {
    const whoIs = authenticate(deps());
    await store.close();
    await expect(whoIs(undefined)).rejects.toMatchObject({ code: 'unavailable' });
    store = await openStore({ database: ':memory:', clock });
  });
});

describe('createKey', () => {
  it('keeps no more of a key than its hash', async () => {
    const { key, record } = await create();
    expect(key).toMatch(/^culprit_[0-9a-f-]{36}_[\w-]{43}$/);
    const secret = key.slice(-43);
    const kept = JSON.stringify([await store.listKeys(), await store.listAudit({ limit: 9, cursor: null })]);
    expect(kept).toContain(record.id);
    expect(kept).not.toContain(secret);
  });

  it('tells of itself in the audit', async () => {
    const { record } = await create({ scopes: ['admin', 'admin'], expiresAt: '2026-01-01T00:00:00.000Z' });
    const details = { name: 'ci', scopes: ['admin'], expiresAt: '2026-01-01T00:00:00.000Z' };
    expect((await store.listAudit({ limit: 9, cursor: null })).items).toEqual([
      { number: 1, at: now, actor: 'system', action: 'create-key', target: `key:${record.id}`, details },
    ]);
  });

  it.each<[string, Partial<CreateKeyInput>]>([
    ['/name', { name: '' }],
    ['/name', { name: ' ci' }],
    ['/name', { name: 'a\nb' }],
    ['/name', { name: 'a'.repeat(101) }],
    ['/scopes', { scopes: [] }],
    ['/expiresAt', { expiresAt: '2025-03-04T05:06:07.000Z' }],
  ])('refuses what is wrong with %s: %o', async (pointer, input) => {
    await expect(create(input)).rejects.toMatchObject({ code: 'invalid-request', details: [{ pointer }] });
    expect(await store.hasKeys()).toBe(false);
  });

  it('is for admins', async () => {
    const actor: Actor = { kind: 'key', id: '1', name: 'ci', scopes: ['rules:publish', 'audit:read'] };
    const input: CreateKeyInput = { name: 'more', scopes: ['admin'], expiresAt: null };
    await expect(createKey({ actor, store, clock, redaction: testRedaction }, input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(revokeKey({ actor, store, clock }, { id: '1' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
