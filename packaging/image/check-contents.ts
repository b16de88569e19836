import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageConfig } from './buildah.ts';

const root = join(import.meta.dirname, '../..');

/** Throws with what is not as it should be in the image's files and in what it says of itself. */
export function checkContents(files: string, config: ImageConfig): void {
  const manifest: { version: string; license: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const app = join(files, 'app');
  const shipped = ['LICENSE', 'dist', 'migrations', 'node_modules', 'openapi.yaml', 'package.json', 'rules'];
  deepEqual(readdirSync(app).toSorted(), shipped);
  const paths = readdirSync(app, { recursive: true, encoding: 'utf8' });
  deepEqual(
    paths.filter((path) => /^dist\/.*\.test\./.test(path)),
    [],
  );
  // better-sqlite3 has a binary for this kind of machine, and none for others.
  ok(paths.includes(`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`));
  ok(!paths.some((path) => /prebuilds\/(darwin|win32)/.test(path)));
  deepEqual(writable(app, paths), []);
  deepEqual(installed(app), named(app));

  equal(config.User, '65532:65532');
  equal(config.StopSignal, 'SIGTERM');
  deepEqual(Object.keys(config.Volumes), ['/data']);
  deepEqual(config.Cmd, ['serve']);
  ok(config.Env.includes('NODE_ENV=production'));
  equal(config.Labels['org.opencontainers.image.version'], manifest.version);
  equal(config.Labels['org.opencontainers.image.licenses'], manifest.license);
  match(config.Healthcheck.Test.join(' '), /^CMD .*\/readyz/);
  const { uid, gid } = statSync(join(files, 'data'));
  deepEqual([uid, gid], [65532, 65532]);
}

/** What others than root own or may write to. */
const writable = (app: string, paths: readonly string[]): string[] =>
  paths.filter((path) => {
    const { uid, mode } = statSync(join(app, path), { throwIfNoEntry: false }) ?? { uid: 0, mode: 0 };
    return uid !== 0 || (mode & 0o022) !== 0;
  });

/** The packages in node_modules, `name@version`. */
const installed = (app: string): string[] =>
  readdirSync(join(app, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^((.*\/)?node_modules\/)?(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(path))
    .map((path) => JSON.parse(readFileSync(join(app, 'node_modules', path), 'utf8')))
    .map(({ name, version }: { name: string; version: string }) => `${name}@${version}`)
    .toSorted();

/** The packages that the bill of materials names. */
function named(app: string): string[] {
  const sbom: { components: { name: string; version: string }[] } = JSON.parse(
    readFileSync(join(app, 'dist/sbom.cdx.json'), 'utf8'),
  );
  return sbom.components.map(({ name, version }) => `${name}@${version}`).toSorted();
}
