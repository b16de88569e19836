import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scopes } from '../src/access/scopes.ts';
import { root } from './run-culprit.ts';

const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');

describe('SECURITY.md', () => {
  it('says of every scope what its holder can do', () => {
    const rows = [...page.matchAll(/^\| `([\w:]+)` \|/gm)].map(([, scope]) => scope);
    expect(rows).toEqual([...scopes]);
  });

  it('names pages and tests that there are', () => {
    const links = [...page.matchAll(/\]\(([\w/.-]+)\)/g)].map(([, path = '']) => path);
    const tests = [...page.matchAll(/`(test\/[\w/.*-]+)`/g)].map(([, pattern = '']) => pattern);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(tests.filter((pattern) => globSync(pattern, { cwd: root }).length === 0)).toEqual([]);
  });
});
