import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../run-culprit.ts';
import { lockedPackages, lockfileVersion } from './lock-file.ts';

const manifest: { allowScripts: Record<string, boolean> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

const pathsOf = (packages: typeof lockedPackages): string[] => packages.map(({ path }) => path);

describe('package-lock.json', () => {
  it('is of the version that npm 7 and later write, and locks something', () => {
    expect(lockfileVersion).toBe(3);
    expect(lockedPackages.length).toBeGreaterThan(100);
  });

  it('takes packages from registry.npmjs.org alone', () => {
    const elsewhere = lockedPackages.filter(
      ({ resolved, link }) => link === true || resolved?.startsWith('https://registry.npmjs.org/') === false,
    );
    expect(pathsOf(elsewhere)).toEqual([]);
    // What has no address of its own comes from the registry of the settings.
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).not.toMatch(/registry *=(?!true$)/m);
  });

  it('has a SHA-512 for every package', () => {
    const unsure = lockedPackages.filter(({ integrity }) => integrity?.startsWith('sha512-') !== true);
    expect(pathsOf(unsure)).toEqual([]);
  });

  it('has no package with an install script that package.json does not decide on', () => {
    const scripts = lockedPackages.filter(({ hasInstallScript }) => hasInstallScript === true);
    const undecided = scripts.filter(({ name }) => !(name in manifest.allowScripts));
    expect(pathsOf(undecided)).toEqual([]);
  });

  it('has no install script that runs among the production dependencies', () => {
    const ran = lockedPackages.filter(
      ({ name, dev, hasInstallScript }) =>
        dev !== true && hasInstallScript === true && manifest.allowScripts[name] !== false,
    );
    expect(pathsOf(ran)).toEqual([]);
  });
});
