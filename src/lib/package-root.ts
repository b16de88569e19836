import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of our package.json: rules/, migrations/ and openapi.yaml lie in it, whether src/ runs or dist/. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${import.meta.dirname}.`);
  }
}

/** The version of our package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const hasVersion = manifest !== null && typeof manifest === 'object' && 'version' in manifest;
  return hasVersion ? String(manifest.version) : 'unknown';
}
