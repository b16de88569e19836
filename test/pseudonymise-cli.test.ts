import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, startCulprit } from './run-culprit.ts';

const text = [
  'root@gondor:~# sysctl net.ipv4.ip_forward',
  'net.ipv4.ip_forward = 0',
  'root@gondor:~# curl -m 5 https://vault.minas.corp:8200',
  'curl: (7) Failed to connect to 52.18.77.9 port 8200: Connection timed out',
  '',
].join('\n');
const real = /gondor|minas|52\.18\.77\.9/;
const key = { CULPRIT_PSEUDONYM_KEY: 'sixteen characters and more' };

let server: Awaited<ReturnType<typeof startCulprit>>;
let folder: string;
/** What reached the server in between, and what it answered. */
const passed: string[] = [];
const between = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const answer = await fetch(new URL(request.url ?? '/', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answered = await answer.text();
  passed.push(body, answered);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answered);
});

beforeAll(async () => {
  server = await startCulprit();
  folder = mkdtempSync(join(tmpdir(), 'culprit-pseudonymise-'));
  writeFileSync(join(folder, 'incident.txt'), text);
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  between.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('culprit diagnose --pseudonymise', () => {
  it('sends nothing that is real to the server, and shows the answer with the real names', async () => {
    // A server that listens here has an address of a port.
    const { port } = between.address() as AddressInfo;
    const args = ['diagnose', join(folder, 'incident.txt'), '--json', '--pseudonymise'];
    const there = await culprit([...args, '--server', `http://127.0.0.1:${port}`]);
    const plain = await culprit(['diagnose', join(folder, 'incident.txt'), '--json']);
    expect(there.err).toBe('Pseudonymised: 1 address, 0 hardware addresses, 2 host names.\n');
    expect(passed).toHaveLength(2);
    for (const one of passed) expect(one).not.toMatch(real);
    expect(JSON.parse(there.out)).toEqual(JSON.parse(plain.out));
    expect(there.out).toContain('52.18.77.9');
  });

  it('says the same here, with facts and a host', async () => {
    const args = ['diagnose', '--fact', 'sysctl.net.ipv4.ip_forward=0', '--host', 'gondor', '--json'];
    const [mapped, plain] = [await culprit([...args, '--pseudonymise']), await culprit(args)];
    expect([mapped.code, mapped.out]).toEqual([0, plain.out]);
  });
});

describe('culprit pseudonymise', () => {
  it('takes secrets out first', async () => {
    const { out } = await culprit(['pseudonymise'], {
      input: 'https://me:hunter2hunter2@vault.minas.corp/\n',
    });
    expect(out).toMatch(/^https:\/\/\S*REDACTED-\S+@[a-z]{5}\.[a-z]{5}\.corp\/\n$/);
  });

  it('prints the texts, and says how much it mapped', async () => {
    const { code, out, err } = await culprit(['pseudonymise'], { input: text });
    expect([code, err]).toEqual([0, 'Pseudonymised: 1 address, 0 hardware addresses, 2 host names.\n']);
    expect(out).not.toMatch(real);
    expect(out).toMatch(/^root@[a-z]{6}:~# sysctl net\.ipv4\.ip_forward\nnet\.ipv4\.ip_forward = 0\n/);
  });

  it('gives equal pseudonyms under one key, and others in each run without', async () => {
    const runs = [key, key, {}, {}].map((env) => culprit(['pseudonymise'], { input: text, env }));
    const [first, second, third, fourth] = (await Promise.all(runs)).map(({ out }) => out);
    expect(second).toBe(first);
    expect(new Set([first, third, fourth]).size).toBe(3);
  });

  it('puts the real names back into what somebody wrote about the pseudonyms', async () => {
    const { out } = await culprit(['pseudonymise'], { input: text, env: key });
    const host = /root@(\w+)/.exec(out)?.[1];
    const address = /connect to (\S+)/.exec(out)?.[1];
    writeFileSync(join(folder, 'reply.txt'), `${host} cannot reach ${address}/32, nor 9.9.9.9.\n`);
    const args = ['pseudonymise', join(folder, 'incident.txt'), '--back', join(folder, 'reply.txt')];
    const back = await culprit(args, { env: key });
    expect(back.out).toBe('gondor cannot reach 52.18.77.9/32, nor 9.9.9.9.\n');
    const keyless = await culprit(args);
    expect([keyless.code, keyless.out]).toEqual([2, '']);
    expect(keyless.err).toContain('CULPRIT_PSEUDONYM_KEY');
  });

  it('refuses a key that anybody guesses, without repeating it', async () => {
    const { code, err } = await culprit(['pseudonymise'], {
      input: text,
      env: { CULPRIT_PSEUDONYM_KEY: 'short' },
    });
    expect(code).toBe(2);
    expect(err).toContain('at least 16 characters');
    expect(err).not.toContain('short');
  });
});
