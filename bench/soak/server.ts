import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ServerUnderTest {
  url: string;
  pid: number;
  /** Rejects when it does not end with 0. */
  stop(): Promise<void>;
}

/** `culprit serve` on a SQLite file, as it is installed: nothing but its port and its file is set. */
export function startServer(database: string): Promise<ServerUnderTest> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, CULPRIT_PORT: '0', CULPRIT_DATABASE: database },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((end) => child.once('exit', end));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined && child.pid !== undefined) resolve({ url, pid: child.pid, stop });
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    async function stop(): Promise<void> {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`the server ended with ${code}`);
    }
  });
}
