import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

/** Until what runs often is compiled. */
const WARM_SECONDS = 5;
const SECONDS = 6;
const CONNECTIONS = 64;

/** About 3 KB: a few facts, and what an engineer would paste. */
const body = JSON.stringify({
  platform: 'kubeadm',
  facts: [
    { fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: 'node-2' },
    { fact: 'sysctl.net.bridge.bridge-nf-call-iptables', value: 1, host: 'node-2' },
    { fact: 'kernel-module.br_netfilter', value: true, host: 'node-2' },
  ],
  texts: [
    {
      host: 'node-2',
      command: 'curl -v http://10.100.225.223:5000',
      text: [
        '*   Trying 10.100.225.223:5000...',
        '* connect to 10.100.225.223 port 5000 failed: Connection timed out',
        '* Failed to connect to 10.100.225.223 port 5000: Connection timed out',
        '* Closing connection 0',
        'curl: (7) Failed to connect to 10.100.225.223 port 5000: Connection timed out',
      ].join('\n'),
    },
    {
      host: 'node-2',
      command: 'journalctl -u kubelet',
      text: Array.from(
        { length: 14 },
        (_, i) =>
          `Nov 20 09:1${i % 10}:14 node-2 kubelet[1207]: I1120 09:1${i % 10}:14.718206    1207 kubelet_volumes.go:161] "Cleaned up orphaned pod volumes dir" podUID="8f544b09-5a43-4c7a-22ca-${i}"`,
      ).join('\n'),
    },
  ],
});

/** Requests a second of culprit beside those of a server that only parses and echoes the same body. */
export async function benchHttp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  try {
    const echo = await measure('bench/echo-server.ts', '/', {});
    const environment = { CULPRIT_DATABASE: join(folder, 'culprit.db'), CULPRIT_LOG_LEVEL: 'info' };
    const diagnoses = await measure('src/main.ts', '/v1/diagnoses', environment);
    const cases = await measure('src/main.ts', '/v1/cases', environment);
    console.log(`\nrequests a second, body ${Buffer.byteLength(body)} bytes, ${CONNECTIONS} connections`);
    for (const [name, rate] of Object.entries({
      'bare hono echo': echo,
      'POST /v1/diagnoses': diagnoses,
      'POST /v1/cases': cases,
    }))
      console.log(`${name.padEnd(22)}${rate.toFixed(0).padStart(8)}  ${(rate / echo).toFixed(2)} ×`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(script: string, path: string, environment: Record<string, string>): Promise<number> {
  const port = await freePort();
  const server = spawn(process.execPath, [script], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, CULPRIT_PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await listening(port);
    const url = `http://127.0.0.1:${port}${path}`;
    await load(url, WARM_SECONDS);
    const result = await load(url, SECONDS);
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
    return result.requests.average;
  } finally {
    await stop(server);
  }
}

const load = (url: string, duration: number) =>
  autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections: CONNECTIONS,
    duration,
  });

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not start');
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
