import { expect, it } from 'vitest';
import type { Issuer } from './issuer.ts';
import { scopesOf } from './token-scopes.ts';

const scopes: Issuer['scopes'] = {
  'SRE Team': ['rules:read', 'rules:write'],
  oncall: ['cases:read', 'rules:read'],
  'jo@example.com': ['admin'],
};

it.each<[string, Record<string, unknown>, Pick<Issuer, 'claim' | 'scopes'>, string[]]>([
  ['names of scopes', { scope: 'openid admin' }, { claim: 'scope', scopes: undefined }, ['admin']],
  ['names in a list', { roles: ['cases:read', 'x'] }, { claim: 'roles', scopes: undefined }, ['cases:read']],
  [
    'groups, each scope once',
    { groups: ['oncall', 'SRE Team'] },
    { claim: 'groups', scopes },
    ['cases:read', 'rules:read', 'rules:write'],
  ],
  ['one address', { email: 'jo@example.com' }, { claim: 'email', scopes }, ['admin']],
  ['no claim', {}, { claim: 'groups', scopes }, []],
  ['unknown values', { groups: ['visitors', 'admin', 7, null, ['oncall']] }, { claim: 'groups', scopes }, []],
  [
    'names that objects have',
    { groups: ['constructor', '__proto__', 'toString'] },
    { claim: 'groups', scopes },
    [],
  ],
  ['a text that its owner may choose', { name: 'admin oncall' }, { claim: 'name', scopes: undefined }, []],
  ['claims that objects have', {}, { claim: 'constructor', scopes: undefined }, []],
])('reads what a claim allows: %s', (_, claims, issuer, allowed) => {
  expect(scopesOf(claims, issuer)).toEqual(allowed);
});
