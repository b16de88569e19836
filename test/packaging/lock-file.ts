import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-culprit.ts';

/** An entry of package-lock.json, version 3. */
export interface LockedPackage {
  version: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: true;
  link?: true;
  hasInstallScript?: true;
}

// npm wrote it.
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
};

export const { lockfileVersion } = lock;

/** What is locked, by its path in node_modules. */
export const lockedPackages: readonly (LockedPackage & { path: string; name: string })[] = Object.entries(
  lock.packages,
)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ path, name: path.replace(/^.*node_modules\//, ''), ...locked }));
