import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImageConfig } from './buildah.ts';

/** What was built, to be tried. */
export interface Built {
  /** The image's files. */
  files: string;
  config: ImageConfig;
  /** For what the trial keeps. */
  folder: string;
}

export interface Place {
  /** The image's files: nobody may write to them. */
  files: string;
  /** What is mounted on /data. */
  data: string;
  config: ImageConfig;
  env?: Record<string, string>;
}

export interface Contained {
  out(): string;
  err(): string;
  /** Sends a signal to the program itself, the first process of its container. */
  kill(signal: NodeJS.Signals): void;
  ended: Promise<number | null>;
}

/**
 * Starts a program as an orchestrator that holds the "restricted" standard would: as the image's user, in namespaces
 * of its own (but for the network), with a read-only root, and with /data and /tmp to write to.
 */
export async function startContained(
  { files, data, config, env = {} }: Place,
  command: readonly string[],
): Promise<Contained> {
  const [user = '', group = ''] = config.User.split(':');
  const settings = Object.entries({ ...Object.fromEntries(config.Env.map(assignment)), ...env });
  const child = spawn(
    'setpriv',
    [
      ...[`--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--no-new-privs'],
      ...['bwrap', '--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--as-pid-1'],
      ...['--die-with-parent', '--new-session', '--info-fd', '3'],
      ...['--ro-bind', files, '/', '--bind', data, '/data'],
      ...['--tmpfs', '/tmp', '--proc', '/proc', '--dev', '/dev', '--chdir', config.WorkingDir, '--clearenv'],
      ...settings.flatMap(([name, value]) => ['--setenv', name, value]),
      ...command,
    ],
    { cwd: '/', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const out = collected(child.stdout);
  const err = collected(child.stderr);
  const pid = await firstPid(child, err);
  return { out, err, kill: (signal) => process.kill(pid, signal), ended };
}

/** Runs a program to its end. */
export async function runContained(
  place: Place,
  command: readonly string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const { ended, out, err } = await startContained(place, command);
  const code = await ended;
  return { code, out: out(), err: err() };
}

const assignment = (line: string): [string, string] => {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
};

function collected(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

/** bwrap says on its third descriptor which process the program is. */
async function firstPid(child: ChildProcess, err: () => string): Promise<number> {
  // The descriptor is a pipe to read from.
  const info = collected(child.stdio[3] as Readable);
  for (let tries = 0; tries < 200; tries++) {
    const pid = /"child-pid": *(\d+)/.exec(info())?.[1];
    if (pid !== undefined) return Number(pid);
    await pause(50);
  }
  throw new Error(`bwrap did not start: ${err()}`);
}
