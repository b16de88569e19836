import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scopes } from '../src/access/scopes.ts';
import { issuerOf, readConfig } from '../src/config.ts';
import { root } from './run-culprit.ts';

const page = readFileSync(join(root, 'docs/access.md'), 'utf8');

const examples = [...page.matchAll(/```sh\n(CULPRIT_OIDC_[\s\S]*?)```/g)].map(([, block = '']) =>
  Object.fromEntries(
    [...block.matchAll(/^(\w+)='?(.*?)'?$/gm)].map(([, name = '', value = '']) => [name, value]),
  ),
);

it('docs/access.md has a row for every scope', () => {
  const rows = [...page.matchAll(/^\| `([\w:]+)` \|/gm)].map(([, scope]) => scope);
  expect(rows).toEqual([...scopes]);
});

it('docs/access.md has settings of issuers that are accepted as they stand', () => {
  expect(examples.map((example) => issuerOf(readConfig(example))?.issuer)).toEqual([
    'https://login.microsoftonline.com/TENANT_ID/v2.0',
    'https://accounts.google.com',
    'https://dex.example.com',
  ]);
});
