import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../run-culprit.ts';

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it wrote to standard error. */
  said: string;
}

export interface ServerProcess {
  url: string;
  pid: number;
  /** The log so far, parsed. */
  log(): Record<string, unknown>[];
  said(): string;
  hasEnded(): boolean;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<End>;
}

export interface StartOptions {
  env: Readonly<Record<string, string>>;
  /** A program that runs the server in its own place: `prlimit --nofile=64`. */
  through?: readonly string[];
  /** For Node itself. */
  flags?: readonly string[];
}

interface Running {
  child: ChildProcess;
  out: () => string;
  said: () => string;
  ended: Promise<End>;
}

/** The load of a test comes with one key, on a machine that may be slow; nobody turns traffic away before an end. */
const unbounded = {
  CULPRIT_PORT: '0',
  CULPRIT_KEY_REQUESTS_A_MINUTE: '0',
  CULPRIT_MAX_DELAY_MILLISECONDS: '60000',
  CULPRIT_SHUTDOWN_DELAY_SECONDS: '0',
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function launch({ env, through = [], flags = [] }: StartOptions): Running {
  const [program, ...args] = [...through, process.execPath, ...flags, 'src/main.ts'];
  if (program === undefined) throw new Error('There is no program.');
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...unbounded, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let out = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<End>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, said });
    });
  });
  return { child, out: () => out, said: () => said, ended };
}

/** Starts `src/main.ts` on a free port. Rejects with what it said when it ends instead. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const { child, out, said, ended } = launch(options);
  let end: End | null = null;
  void ended.then((reached) => {
    end = reached;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', () => {
      const found = /listens on (http:\/\/\S+:\d+)/.exec(said())?.[1];
      if (found !== undefined) resolve(found);
    });
    ended.then(
      ({ code, signal }) => reject(new Error(`The server ended (${code ?? signal}): ${said()}`)),
      reject,
    );
  });
  const lines = () => out().split('\n').slice(0, -1);
  return {
    url,
    pid: child.pid ?? 0,
    log: () => lines().map((line) => JSON.parse(line)),
    said,
    hasEnded: () => end !== null,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A start that is to be refused. Rejects when the server listens all the same. */
export async function refusedStart(options: StartOptions): Promise<End> {
  const { child, said, ended } = launch(options);
  child.stderr?.on('data', () => {
    if (said().includes('listens on')) child.kill('SIGKILL');
  });
  const end = await ended;
  if (end.signal !== null || end.code === 0)
    throw new Error(`The start was not refused (${end.code ?? end.signal}): ${end.said}`);
  return end;
}
