import { createHmac } from 'node:crypto';
import { exportSPKI, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSigningKey, type SigningKey, startIssuer, type TestIssuer } from '../../test/oidc-issuer.ts';
import type { Issuer } from './issuer.ts';
import { tokenVerifier } from './verify-token.ts';

const clock = { now: () => new Date('2025-03-04T05:06:07.000Z') };
const seconds = Math.floor(clock.now().getTime() / 1000);

let issuer: TestIssuer;
let key: SigningKey;
beforeEach(async () => {
  issuer = await startIssuer(clock.now);
  key = await newSigningKey('one');
  issuer.published = [key];
});
afterEach(() => issuer.close());

const verifier = (more: Partial<Issuer> = {}, cooldownMilliseconds = 0) =>
  tokenVerifier(
    {
      issuer: issuer.url,
      audience: 'culprit',
      jwksUri: undefined,
      claim: 'scope',
      scopes: undefined,
      ...more,
    },
    { clock, timing: { timeoutMilliseconds: 2000, cooldownMilliseconds } },
  );

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

const refused = (message: string) => ({ code: 'unauthenticated', shown: true, message });

describe('a token of the issuer', () => {
  it('stands for its subject, with the scopes that its claim names', async () => {
    const token = await issuer.sign(key, { scope: 'openid cases:read root rules:read cases:read' });
    expect(await verifier()(token)).toEqual({
      kind: 'user',
      issuer: issuer.url,
      subject: 'u-1',
      scopes: ['cases:read', 'rules:read'],
    });
  });

  it('may be signed by RSA, and found where the settings say', async () => {
    const rsa = await newSigningKey('two', 'RS256');
    issuer.published = [key, rsa];
    const verify = verifier({ jwksUri: `${issuer.url}/keys` });
    expect(await verify(await issuer.sign(rsa))).toMatchObject({ subject: 'u-1', scopes: [] });
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('may be for several audiences, one of them this', async () => {
    const token = await issuer.sign(key, { aud: ['grafana', 'culprit'] });
    expect(await verifier()(token)).toMatchObject({ kind: 'user' });
  });

  it('asks the issuer once for many tokens', async () => {
    const verify = verifier();
    const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => issuer.sign(key, { sub })));
    await Promise.all(tokens.map(verify));
    await Promise.all(tokens.map(verify));
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('is known by a key that the issuer has come to use since', async () => {
    const verify = verifier();
    await verify(await issuer.sign(key));
    const next = await newSigningKey('next');
    issuer.published = [next];
    expect(await verify(await issuer.sign(next))).toMatchObject({ subject: 'u-1' });
    await expect(verify(await issuer.sign(key))).rejects.toMatchObject(refused('The token is not valid.'));
  });
});

describe('refuses', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['another audience', { aud: 'grafana' }, 'The claim "aud" of the token does not fit.'],
    ['no audience', { aud: undefined }, 'The claim "aud" of the token does not fit.'],
    ['another issuer', { iss: 'https://issuer.example' }, 'The claim "iss" of the token does not fit.'],
    ['an expired one', { exp: seconds - 31 }, 'The token has expired.'],
    ['one that never expires', { exp: undefined }, 'The claim "exp" of the token does not fit.'],
    ['one that is not valid yet', { nbf: seconds + 31 }, 'The claim "nbf" of the token does not fit.'],
    ['one of nobody', { sub: undefined }, 'The claim "sub" of the token does not fit.'],
    ['a subject that is no plain text', { sub: 'a\u0000b' }, 'The claim "sub" of the token does not fit.'],
  ])('%s', async (_, claims, message) => {
    await expect(verifier()(await issuer.sign(key, claims))).rejects.toMatchObject(refused(message));
  });

  it('takes clocks that differ by a little', async () => {
    const token = await issuer.sign(key, { nbf: seconds + 29, exp: seconds - 29 });
    expect(await verifier()(token)).toMatchObject({ kind: 'user' });
  });

  it('one without a signature', async () => {
    const claims = { iss: issuer.url, aud: 'culprit', sub: 'u-1', exp: seconds + 60, scope: 'admin' };
    const token = new UnsecuredJWT(claims).encode();
    await expect(verifier()(token)).rejects.toMatchObject(refused('The token is not valid.'));
  });

  it('one signed with the public key as a shared secret', async () => {
    const claims = { iss: issuer.url, aud: 'culprit', sub: 'u-1', exp: seconds + 60, scope: 'admin' };
    const head = base64url(JSON.stringify({ alg: 'HS256', kid: 'one' }));
    const signed = `${head}.${base64url(JSON.stringify(claims))}`;
    for (const secret of [await exportSPKI(key.publicKey), (await exportSPKI(key.publicKey)).trim()]) {
      const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      await expect(verifier()(token)).rejects.toMatchObject(refused('The token is not valid.'));
    }
  });

  it('one of another key under the name of the issuer’s', async () => {
    const forged = { ...(await newSigningKey('forged')), kid: 'one' };
    await expect(verifier()(await issuer.sign(forged))).rejects.toMatchObject(
      refused('The token is not valid.'),
    );
  });

  it('one that was changed', async () => {
    const [head = '', , signature = ''] = (await issuer.sign(key, { scope: 'cases:read' })).split('.');
    const claims = { iss: issuer.url, aud: 'culprit', sub: 'u-1', exp: seconds + 60, scope: 'admin' };
    const token = [head, base64url(JSON.stringify(claims)), signature].join('.');
    await expect(verifier()(token)).rejects.toMatchObject(refused('The token is not valid.'));
  });

  it.each(['', 'a', 'a.b.c', 'e30.e30.', '..', 'eyJhbGciOiJFUzI1NiJ9.bnVsbA.AA'])(
    'what is none: %j',
    async (text) => {
      await expect(verifier()(text)).rejects.toMatchObject(refused('The token is not valid.'));
    },
  );

  it('an unknown key, and does not ask the issuer for it again and again', async () => {
    const verify = verifier({}, 60_000);
    await verify(await issuer.sign(key));
    const unknown = await issuer.sign(await newSigningKey('unknown'));
    for (let n = 0; n < 5; n++)
      await expect(verify(unknown)).rejects.toMatchObject(refused('The token is not valid.'));
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(1);
  });
});

describe('while the issuer cannot be asked', () => {
  const unavailable = { code: 'unavailable', message: 'The keys of the OIDC issuer cannot be had now.' };
  const discovery = '/.well-known/openid-configuration';

  it.each<[string, string, { status: number; body: string; location?: string } | 'hang']>([
    ['its discovery document is missing', discovery, { status: 404, body: '{}' }],
    [
      'its discovery document is that of another',
      discovery,
      { status: 200, body: '{"issuer":"x","jwks_uri":"y"}' },
    ],
    ['its discovery document is none', discovery, { status: 200, body: '<html>' }],
    ['it leads elsewhere', discovery, { status: 302, body: '', location: '/keys' }],
    ['it does not answer', discovery, 'hang'],
    ['its keys are missing', '/keys', { status: 500, body: '{}' }],
    ['its keys are none', '/keys', { status: 200, body: '[]' }],
    ['its keys do not come', '/keys', 'hang'],
  ])('nobody is known, and somebody is as soon as it can: %s', async (_, path, instead) => {
    const verify = verifier();
    const token = await issuer.sign(key);
    issuer.instead.set(path, instead);
    await expect(verify(token)).rejects.toMatchObject(unavailable);
    issuer.instead.clear();
    expect(await verify(token)).toMatchObject({ subject: 'u-1' });
  });

  it('those whose key is known go on', async () => {
    const verify = verifier();
    const token = await issuer.sign(key);
    await verify(token);
    issuer.instead.set('/keys', { status: 500, body: '' });
    await expect(verify(await issuer.sign(await newSigningKey('new')))).rejects.toMatchObject(unavailable);
    expect(await verify(token)).toMatchObject({ subject: 'u-1' });
  });

  it('keys are not taken from an address that anybody on the way could answer for', async () => {
    const body = JSON.stringify({ issuer: issuer.url, jwks_uri: 'http://keys.example/' });
    issuer.instead.set(discovery, { status: 200, body });
    await expect(verifier()(await issuer.sign(key))).rejects.toMatchObject({
      ...unavailable,
      cause: { message: 'The address of the keys is not an https:// one.' },
    });
  });
});
