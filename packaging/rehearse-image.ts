import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Buildah } from './image/buildah.ts';
import { checkContents } from './image/check-contents.ts';
import { checkReplicas } from './image/check-replicas.ts';
import { checkStarts } from './image/check-starts.ts';
import { makeLocalBases, NPM_CACHE } from './image/local-bases.ts';

/**
 * Builds the image from the Dockerfile, looks into it, and runs it as a cluster would. Needs root, buildah, bwrap and
 * setpriv, and no container engine or registry: the images to build on are made of this machine's Node.js.
 */
const folder = mkdtempSync(join(tmpdir(), 'culprit-image-'));
execFileSync('chmod', ['711', folder]);
const buildah = new Buildah(folder);

const step = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
  const began = performance.now();
  const done = await work();
  console.log(`${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return done;
};

try {
  const bases = await step('made images to build on', () => makeLocalBases(buildah));
  await step('built the image', () =>
    buildah.run(
      ...['build', '--pull-never', '--format', 'docker', '--tag', 'culprit'],
      ...[
        '--volume',
        `${execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()}:${NPM_CACHE}`,
      ],
      ...['--build-arg', `BUILD_IMAGE=${bases.build}`, '--build-arg', `RUNTIME_IMAGE=${bases.runtime}`],
      join(import.meta.dirname, '..'),
    ),
  );
  const config = buildah.configOf('culprit');
  const { files } = buildah.mounted('culprit');
  await step('holds what it should and nothing else', () => checkContents(files, config));
  await step('starts, keeps and stops as it should', () => checkStarts({ files, config, folder }));
  await step('shares PostgreSQL among replicas', () => checkReplicas({ files, config, folder }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
