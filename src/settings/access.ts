import { Type } from 'typebox';
import { type Scope, scopes } from '../access/scopes.ts';
import { secureAddress } from '../lib/secure-address.ts';
import { type Setting, text } from './setting.ts';

const address = (given: Pick<Setting<undefined>, 'env' | 'doc'>): Setting<string | undefined> => ({
  kind: 'an https:// address, or an http:// one of this machine',
  schema: Type.String({ pattern: secureAddress.source }),
  default: undefined,
  ...given,
});

const apiKey: Setting<string | undefined> = {
  env: 'CULPRIT_API_KEY',
  doc: 'The key or token with which `culprit diagnose --server` asks; the server itself does not read it.',
  kind: 'a key or a token, without spaces',
  schema: Type.String({ pattern: '^[!-~]+$' }),
  default: undefined,
  secret: true,
};

const oidcScopes: Setting<Readonly<Record<string, readonly Scope[]>> | undefined> = {
  env: 'CULPRIT_OIDC_SCOPES',
  doc: 'What each value of the claim allows. Unless set, the values are names of scopes.',
  kind: `a JSON object, such as {"sre": ["rules:read", "rules:write"]}, of the scopes ${scopes.join(', ')}`,
  schema: Type.Record(Type.String(), Type.Array(Type.Enum([...scopes]))),
  default: undefined,
};

export const accessSettings = {
  oidcIssuer: address({
    env: 'CULPRIT_OIDC_ISSUER',
    doc: 'OpenID Connect issuer whose tokens are accepted beside keys, as it writes itself (docs/access.md).',
  }),
  oidcAudience: text<string | undefined>({
    env: 'CULPRIT_OIDC_AUDIENCE',
    doc: 'Whom its tokens must be for (`aud`). Needed with an issuer.',
    default: undefined,
  }),
  oidcJwksUri: address({
    env: 'CULPRIT_OIDC_JWKS_URI',
    doc: 'Where its keys are. Unless set, its discovery document says so.',
  }),
  oidcClaim: text<string>({
    env: 'CULPRIT_OIDC_CLAIM',
    doc: 'The claim of its tokens that says what they allow: a list, or one text.',
    default: 'scope',
  }),
  oidcScopes,
  apiKey,
};
