import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyPatch } from '../../packaging/json-patch.ts';
import { buildKustomization } from '../../packaging/kustomize.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-kustomize-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';

/** Writes the files into a new folder, and builds its `top`. */
function build(files: Record<string, string>) {
  const place = mkdtempSync(join(folder, 'case-'));
  for (const [path, text] of Object.entries({ 'top/service.yaml': service, ...files })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  return buildKustomization(join(place, 'top'));
}

const patched = (operations: string, target = '{kind: Service, name: web}') =>
  build({
    'top/kustomization.yaml': `resources: [service.yaml]\npatches: [{path: p.yaml, target: ${target}}]\n`,
    'top/p.yaml': operations,
  });

describe('building a kustomization', () => {
  it('takes files and folders, and puts them into the namespace', () => {
    const objects = build({
      'top/kustomization.yaml': 'namespace: here\nresources: [service.yaml, ../base]\n',
      'base/kustomization.yaml': 'resources: [account.yaml]\n',
      'base/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n',
    });
    expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual([
      ['Service', { name: 'web', namespace: 'here' }],
      ['ServiceAccount', { name: 'web', namespace: 'here' }],
    ]);
  });

  it('changes what a patch names, and nothing that an alias shares with it', () => {
    const aliased = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\none: &a {b: 1}\ntwo: *a\n';
    const [object] = build({
      'top/kustomization.yaml':
        'resources: [service.yaml]\npatches: [{path: p.yaml, target: {kind: Service, name: web}}]\n',
      'top/p.yaml': '[{op: replace, path: /one/b, value: 2}]\n',
      'top/service.yaml': aliased,
    });
    expect([object?.['one'], object?.['two']]).toEqual([{ b: 2 }, { b: 1 }]);
  });

  it.each([
    [
      'a feature that it does not have',
      () => build({ 'top/kustomization.yaml': 'namePrefix: x-\n' }),
      'namePrefix',
    ],
    [
      'a file that is not there',
      () => build({ 'top/kustomization.yaml': 'resources: [none.yaml]\n' }),
      'ENOENT',
    ],
    [
      'an object that is there twice',
      () => build({ 'top/kustomization.yaml': 'resources: [service.yaml, service.yaml]\n' }),
      'twice',
    ],
    ['a patch for no object', () => patched('[]', '{kind: Service, name: other}'), 'for no object'],
    [
      'a patch of what is not there',
      () => patched('[{op: replace, path: /spec/type, value: x}]'),
      'cannot be done',
    ],
    ['a patch that leads nowhere', () => patched('[{op: add, path: /spec/a/b, value: x}]'), 'leads nowhere'],
    ['another operation', () => patched('[{op: remove, path: /spec/ports}]'), 'cannot be done'],
  ])('refuses %s', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});

describe('a JSON patch (RFC 6902)', () => {
  it.each([
    ['adds a field', { op: 'add', path: '/b', value: 2 }, { a: [1], b: 2 }],
    ['adds at the end of a list', { op: 'add', path: '/a/-', value: 2 }, { a: [1, 2] }],
    ['adds before an item', { op: 'add', path: '/a/0', value: 2 }, { a: [2, 1] }],
    ['replaces an item', { op: 'replace', path: '/a/0', value: 2 }, { a: [2] }],
    ['knows escaped names', { op: 'add', path: '/x~1y~0z', value: 2 }, { a: [1], 'x/y~z': 2 }],
  ] as const)('%s', (_, operation, expected) => {
    const document = { a: [1] };
    expect(applyPatch(document, [operation])).toEqual(expected);
    expect(document).toEqual({ a: [1] });
  });
});
