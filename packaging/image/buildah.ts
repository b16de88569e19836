import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What an image says of itself (OCI, and Docker's health check). */
export interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  Labels: Record<string, string>;
  Volumes: Record<string, unknown>;
  ExposedPorts: Record<string, unknown>;
  WorkingDir: string;
  StopSignal: string;
  Healthcheck: { Test: string[] };
}

/** buildah with its storage in a folder of ours: plain folders (vfs), and builds in a chroot, which need no other program. */
export class Buildah {
  readonly #storage: string;
  readonly #run: string;

  constructor(folder: string) {
    this.#storage = join(folder, 'storage');
    this.#run = join(folder, 'run');
    // Who runs in an image without being root must get at its mount.
    for (const path of ['', 'vfs', 'vfs/dir']) mkdirSync(join(this.#storage, path), { recursive: true });
  }

  run(...args: string[]): string {
    const where = ['--root', this.#storage, '--runroot', this.#run, '--storage-driver', 'vfs'];
    return execFileSync('buildah', [...where, ...args], {
      encoding: 'utf8',
      env: { ...process.env, BUILDAH_ISOLATION: 'chroot' },
      maxBuffer: 64 * 1024 * 1024,
    }).trim();
  }

  /** A container of the image (`scratch`: an empty one), and where its files are. */
  mounted(image: string): { container: string; files: string } {
    const container = this.run('from', '--pull-never', image);
    const files = this.run('mount', container);
    for (const path of ['', 'vfs', 'vfs/dir']) chmodSync(join(this.#storage, path), 0o711);
    return { container, files };
  }

  configOf(image: string): ImageConfig {
    const inspected: { Docker: { config: ImageConfig } } = JSON.parse(
      this.run('inspect', '--type', 'image', image),
    );
    return inspected.Docker.config;
  }
}
