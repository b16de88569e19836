import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a program of this checkout to its end, in a process of its own. */
export function run(
  program: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      err += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** `culprit ARGS`, as a shell would run it. */
export const culprit = (
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) => run(process.execPath, ['src/cli/main.ts', ...args], options);

export interface RunningCulprit {
  url: string;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended; `null`: a signal ended it. */
  ended: Promise<number | null>;
  /** What it has logged. */
  logged(): string;
  stop(): Promise<number | null>;
}

/** `culprit serve` on a free port, unless told otherwise with nothing kept; ends with `stop`. */
export function startCulprit(env: Record<string, string> = {}): Promise<RunningCulprit> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['src/cli/main.ts', 'serve'], {
      cwd: root,
      env: {
        ...process.env,
        CULPRIT_PORT: '0',
        CULPRIT_DATABASE: ':memory:',
        CULPRIT_LOG_LEVEL: 'silent',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((end) => child.once('close', end));
    const signal = (name: NodeJS.Signals): void => void child.kill(name);
    let logged = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      logged += chunk;
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const url = /http:\/\/(?:127\.0\.0\.1|0\.0\.0\.0):\d+/.exec(said)?.[0];
      if (url === undefined) return;
      const stop = (): Promise<number | null> => {
        signal('SIGTERM');
        return ended;
      };
      resolve({ url, signal, ended, logged: () => logged, stop });
    });
    void ended.then((code) => reject(new Error(`culprit serve ended with ${code}: ${said}`)));
  });
}
