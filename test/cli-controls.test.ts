import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { culprit } from './run-culprit.ts';

const erase = '\u001b[2J';
const shown = '\\u001b[2J';
/** All that a terminal obeys, line feeds aside, and what turns the direction of writing. */
const obeyed = /[^\P{Cc}\n]|\p{Bidi_Control}/u;

it.each([
  ['a file that is not there', ['diagnose', `/nowhere/${erase}`]],
  ['an option that is not known', ['diagnose', `--${erase}`]],
  ['a platform', ['diagnose', '--platform', erase]],
  ['a fact', ['diagnose', '--fact', `${erase}=1`]],
  ['a rule', ['rules', 'show', erase]],
])('shows the control characters of %s', async (_, args) => {
  const { code, err } = await culprit(args);
  expect(code).toBe(2);
  expect(err).toContain(shown);
  expect(err).not.toMatch(obeyed);
});

it('refuses a host with control characters, which would stand in what is to be typed', async () => {
  const fact = 'sysctl.net.ipv4.ip_forward=0';
  const { code, out, err } = await culprit(['diagnose', '--fact', fact, '--host', `a\u001b[2Jb`]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('/facts/0/host');
});

it.each([
  ['as a table', []],
  ['as JSON', ['--json']],
])("shows the control characters of a server's answer: %s", async (_, more) => {
  const local = await culprit(['diagnose', '--json'], { input: 'net.ipv4.ip_forward = 0\n' });
  const answer: { causes: object[] } = JSON.parse(local.out);
  const causes = answer.causes.map((cause) => ({
    ...cause,
    title: `${erase}\u202e\u009b`,
    hosts: ['a\n\rb'],
  }));
  const server = createServer((_request, response) => response.end(JSON.stringify({ ...answer, causes })));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const input = 'net.ipv4.ip_forward = 0\n';
  const { out } = await culprit(['diagnose', '--server', `http://127.0.0.1:${port}`, ...more], { input });
  server.close();
  expect(out).toContain(`${shown}\\u202e\\u009b`);
  expect(out).not.toMatch(obeyed);
});
