import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../src/access/scopes.ts';
import { settings } from '../../src/settings/settings.ts';
import { root } from '../run-culprit.ts';
import { applied, objectsOf } from './manifests.ts';

const page = readFileSync(join(root, 'docs/deployment.md'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const manifest: { version: string; scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

const everyMatch = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

describe('docs/deployment.md', () => {
  it('applies folders that are there, and leaves none out', () => {
    const named = everyMatch(page, /-k deploy\/kubernetes\/([a-z]+)/g);
    expect([...named, 'oidc'].toSorted()).toEqual([...applied].toSorted());
    const folders = readdirSync(join(root, 'deploy/kubernetes')).filter((name) => name !== 'base');
    expect(folders.toSorted()).toEqual([...applied].toSorted());
  });

  it('runs the program where the image has it', () => {
    const entry = everyMatch(dockerfile, /^ENTRYPOINT \["(.*)"\]$/gm)[0]?.replace('", "', ' ');
    expect(page).toContain(`exec culprit ${entry} keys create`);
    expect(everyMatch(page, /(\/nodejs\/bin\/node (?!-e )\S+)/g)).toEqual([entry]);
  });

  it('names settings, scopes, build arguments and scripts that there are', () => {
    const environment = Object.values(settings).map(({ env }) => env);
    expect(
      everyMatch(page, /`?(CULPRIT_[A-Z_]*[A-Z])\b/g).filter((name) => !environment.includes(name)),
    ).toEqual([]);
    expect(
      everyMatch(page, /--scope (\S+)/g).filter((name) => !(scopes as readonly string[]).includes(name)),
    ).toEqual([]);
    for (const name of everyMatch(page, /--build-arg ([A-Z_]+)=/g))
      expect(dockerfile).toContain(`ARG ${name}`);
    for (const name of everyMatch(page, /`npm run ([\w:]+)`/g))
      expect(manifest.scripts).toHaveProperty([name]);
  });

  it('shows the version and the containers that there are', () => {
    expect(everyMatch(page, /culprit:(\d\S*?)[\s"]/g)).toEqual([manifest.version]);
    expect(dockerfile).toContain(`ARG VERSION=${manifest.version}\n`);
    const pods = JSON.stringify(objectsOf('sqlite'));
    for (const name of everyMatch(page, / -c ([a-z-]+) /g)) expect(pods).toContain(`"name":"${name}"`);
  });
});

describe('the Dockerfile', () => {
  /** Each COPY from the folder of the build, by what it copies. */
  const copied = everyMatch(dockerfile, /^COPY (?!--from)(.*) \S+$/gm).flatMap((paths) => paths.split(' '));

  it('copies what is there, and what .dockerignore lets through', () => {
    const letThrough = everyMatch(readFileSync(join(root, '.dockerignore'), 'utf8'), /^!(.*)$/gm);
    expect(copied.length).toBeGreaterThan(5);
    expect([...new Set(copied)].toSorted()).toEqual(letThrough.toSorted());
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('runs no script of a dependency, starts in exec form, and is not root at the end', () => {
    for (const line of everyMatch(dockerfile, /(npm (?:ci|prune)[^\\\n]*)/g))
      expect(line).toContain('--ignore-scripts');
    expect(everyMatch(dockerfile, /^(?:ENTRYPOINT|CMD) (.)/gm)).toEqual(['[']);
    expect(everyMatch(dockerfile, /^USER (.*)$/gm)).toEqual(['65532:65532']);
  });
});
