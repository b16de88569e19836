import { describe, expect, it } from 'vitest';
import { issuerOf, readConfig, requireLoopback } from './config.ts';

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('was accepted');
};

describe('readConfig', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8321,
      databaseUrl: undefined,
      logLevel: 'info',
      requestBytes: 4_194_304,
      textBytes: 1_048_576,
      lineBytes: 65_536,
      facts: 10_000,
      hosts: 500,
    });
  });

  it('takes what is set, and an empty variable for one that is not', () => {
    const set = {
      CULPRIT_PORT: '0',
      CULPRIT_HOST: '::1',
      CULPRIT_DATABASE: '',
      DATABASE_URL: 'postgres://db/x',
    };
    expect(readConfig(set)).toMatchObject({
      port: 0,
      host: '::1',
      database: 'culprit.db',
      databaseUrl: 'postgres://db/x',
    });
  });

  it.each([
    [{ CULPRIT_PORT: '80a' }, 'CULPRIT_PORT must be a whole number from 0 to 65535, but is "80a".'],
    [{ CULPRIT_PORT: '65536' }, 'CULPRIT_PORT must be a whole number from 0 to 65535, but is "65536".'],
    [{ CULPRIT_PORT: '1.5' }, 'CULPRIT_PORT must be a whole number from 0 to 65535, but is "1.5".'],
    [
      { CULPRIT_MAX_FACTS: '0' },
      'CULPRIT_MAX_FACTS must be a whole number from 1 to 1000000000, but is "0".',
    ],
    [
      { CULPRIT_LOG_LEVEL: 'loud' },
      'CULPRIT_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but is "loud".',
    ],
  ])('says in a sentence what is wrong: %o', (environment, sentence) => {
    expect(refusal(environment)).toBe(sentence);
  });

  it('does not repeat a database’s password, nor a key', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:hunter2@db/x' })).not.toMatch(/hunter2/);
    expect(refusal({ CULPRIT_API_KEY: 'hunter2 hunter2' })).not.toMatch(/hunter2/);
  });

  it('explains a port that Kubernetes has set for a Service called culprit', () => {
    expect(refusal({ CULPRIT_PORT: 'tcp://10.96.3.7:8321' })).toMatch(/enableServiceLinks/);
  });
});

describe('issuerOf', () => {
  const issuer = 'https://issuer.example/v2.0';

  it('is nobody unless there is an issuer', () => {
    expect(issuerOf(readConfig({ CULPRIT_OIDC_ISSUER: '' }))).toBeNull();
  });

  it('is the issuer with what it needs', () => {
    const set = {
      CULPRIT_OIDC_ISSUER: issuer,
      CULPRIT_OIDC_AUDIENCE: 'culprit',
      CULPRIT_OIDC_CLAIM: 'groups',
      CULPRIT_OIDC_SCOPES: '{"on call": ["evidence:write", "cases:read"]}',
    };
    expect(issuerOf(readConfig(set))).toEqual({
      issuer,
      audience: 'culprit',
      jwksUri: undefined,
      claim: 'groups',
      scopes: { 'on call': ['evidence:write', 'cases:read'] },
    });
  });

  it.each([
    [{ CULPRIT_OIDC_ISSUER: issuer }, /^CULPRIT_OIDC_AUDIENCE must be set, as other settings of OIDC are\.$/],
    [{ CULPRIT_OIDC_AUDIENCE: 'culprit' }, /^CULPRIT_OIDC_ISSUER must be set/],
    [{ CULPRIT_OIDC_SCOPES: '{}' }, /^CULPRIT_OIDC_ISSUER must be set/],
    [{ CULPRIT_OIDC_ISSUER: 'http://issuer.example' }, /^CULPRIT_OIDC_ISSUER must be an https:\/\/ address/],
    [{ CULPRIT_OIDC_JWKS_URI: 'file:///etc/keys' }, /^CULPRIT_OIDC_JWKS_URI must be an https:\/\/ address/],
    [{ CULPRIT_OIDC_SCOPES: 'sre=admin' }, /^CULPRIT_OIDC_SCOPES must be a JSON object/],
    [{ CULPRIT_OIDC_SCOPES: '{"sre": "admin"}' }, /^CULPRIT_OIDC_SCOPES must be a JSON object/],
    [{ CULPRIT_OIDC_SCOPES: '{"sre": ["root"]}' }, /^CULPRIT_OIDC_SCOPES must be a JSON object/],
    [{ CULPRIT_OIDC_SCOPES: '["admin"]' }, /^CULPRIT_OIDC_SCOPES must be a JSON object/],
    [{ CULPRIT_OIDC_SCOPES: 'null' }, /^CULPRIT_OIDC_SCOPES must be a JSON object/],
  ])('says in a sentence what is wrong: %o', (environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
  });
});

describe('requireLoopback', () => {
  it.each(['0.0.0.0', '::', '10.0.0.1', 'culprit.example', '127.0.0.1.evil.example'])(
    'lets nobody else reach a server that needs no key: %s',
    (host) => {
      expect(() => requireLoopback({ host }, { needsKey: false })).toThrow(
        /^CULPRIT_HOST is ".*", but without keys culprit listens on a loopback address only/,
      );
      expect(() => requireLoopback({ host }, { needsKey: true })).not.toThrow();
    },
  );

  it.each(['127.0.0.1', '::1', 'localhost'])('lets this machine: %s', (host) => {
    expect(() => requireLoopback({ host }, { needsKey: false })).not.toThrow();
  });
});
