import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Buildah } from './buildah.ts';

/** What the Dockerfile's RUN lines call besides node and npm. */
const programs = ['sh', 'env', 'rm', 'mkdir'];

/** Where npm keeps in there what it has downloaded: packages that this machine has need no second download. */
export const NPM_CACHE = '/npm-cache';

const caCertificates = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Stands in for the images that the Dockerfile builds on, where no registry can be reached: this machine's Node.js,
 * npm and libraries, in the places where those images have them. The one for running has no shell, as the real one.
 */
export function makeLocalBases(buildah: Buildah): { build: string; runtime: string } {
  const build = buildah.mounted('scratch');
  for (const name of programs) copyProgram(programPath(name), join(build.files, 'bin', name), build.files);
  copyProgram(process.execPath, join(build.files, 'usr/local/bin/node'), build.files);
  mkdirSync(join(build.files, 'usr/bin'), { recursive: true });
  symlinkSync('/bin/env', join(build.files, 'usr/bin/env'));
  cpSync(npmFolder(), join(build.files, 'usr/local/lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(build.files, 'usr/local/bin/npm'));
  const settings = ['PATH=/usr/local/bin:/usr/bin:/bin', `npm_config_cache=${NPM_CACHE}`];
  if (existsSync(caCertificates)) {
    mkdirSync(dirname(join(build.files, caCertificates)), { recursive: true });
    copyFileSync(realpathSync(caCertificates), join(build.files, caCertificates));
    settings.push(`NODE_EXTRA_CA_CERTS=${caCertificates}`);
  }
  buildah.run('config', ...settings.flatMap((setting) => ['--env', setting]), build.container);

  const runtime = buildah.mounted('scratch');
  copyProgram(process.execPath, join(runtime.files, 'nodejs/bin/node'), runtime.files);
  return { build: commit(buildah, build, 'base-build'), runtime: commit(buildah, runtime, 'base-runtime') };
}

function commit(
  buildah: Buildah,
  { container, files }: { container: string; files: string },
  name: string,
): string {
  for (const folder of ['tmp', 'proc', 'dev', 'etc']) mkdirSync(join(files, folder), { recursive: true });
  buildah.run('commit', '--quiet', '--rm', container, name);
  return `localhost/${name}`;
}

/** Copies a program, and the libraries that it loads to where it looks for them. */
function copyProgram(from: string, to: string, files: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(realpathSync(from), to);
  const linked = execFileSync('ldd', [from], { encoding: 'utf8' });
  for (const [library] of linked.matchAll(/\/[^\s:]+(?= \()/g)) {
    mkdirSync(dirname(join(files, library)), { recursive: true });
    copyFileSync(realpathSync(library), join(files, library));
  }
}

const programPath = (name: string): string =>
  execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();

/** The folder of the npm that runs this script. */
function npmFolder(): string {
  const cli = process.env['npm_execpath'] ?? programPath('npm');
  return dirname(dirname(realpathSync(cli)));
}
