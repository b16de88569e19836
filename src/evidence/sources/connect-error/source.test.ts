import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { connectError } from './source.ts';

const samples = samplesOf('connect-error');
const read = (text: string, command?: string) => readWith(connectError, text, command);
const attempts = (text: string, command?: string) => itemsIn(read(text, command), 'connection.attempts');

it.each([
  ['nc: connect to 10.0.0.1 port 443 (tcp) failed: Connection refused', '10.0.0.1', 443, 'refused'],
  [
    'nc: connect to 10.0.0.1 port 443 (tcp) timed out: Operation now in progress',
    '10.0.0.1',
    443,
    'timed-out',
  ],
  ['Connection to 10.0.0.1 443 port [tcp/https] succeeded!', '10.0.0.1', 443, 'connected'],
  ['Connection to 10.0.0.1 port 443 [tcp/https] succeeded!', '10.0.0.1', 443, 'connected'],
  ['nc: connectx to 10.0.0.1 port 443 (tcp) failed: Connection refused', '10.0.0.1', 443, 'refused'],
  ['(UNKNOWN) [10.0.0.1] 443 (https) : Connection refused', '10.0.0.1', 443, 'refused'],
  ['nc: 10.0.0.1 (10.0.0.1:443): No route to host', '10.0.0.1', 443, 'no-route'],
  ['Ncat: Connected to 10.0.0.1:443.', '10.0.0.1', 443, 'connected'],
  ["wget: can't connect to remote host (10.0.0.1): Connection refused", '10.0.0.1', null, 'refused'],
  ["wget: bad address 'nginx.default.svc'", 'nginx.default.svc', null, 'name-not-resolved'],
  [
    'wget: unable to resolve host address ‘mcr.microsoft.com’',
    'mcr.microsoft.com',
    null,
    'name-not-resolved',
  ],
  ['Connecting to 10.0.0.1:443... failed: Connection timed out.', '10.0.0.1', 443, 'timed-out'],
  ['Connecting to example.com|93.184.216.34|:443... connected.', 'example.com', 443, 'connected'],
  ['ssh: connect to host 10.0.0.1 port 22: Connection timed out', '10.0.0.1', 22, 'timed-out'],
  ['ssh: Could not resolve hostname node-9: Name or service not known', 'node-9', null, 'name-not-resolved'],
  ['bash: /dev/tcp/10.0.0.1/443: Connection refused', '10.0.0.1', 443, 'refused'],
  ['telnet: connect to address 10.0.0.1: No route to host', '10.0.0.1', null, 'no-route'],
])('reads %s', (text, target, port, outcome) => {
  expect(attempts(text)).toEqual([{ target, port, outcome }]);
});

it.each([
  [
    'nc -vz 10.0.0.1 443',
    'Ncat: Version 7.50 ( https://nmap.org/ncat )\nNcat: Connection timed out.',
    'timed-out',
  ],
  ['nc -zv -w 3 10.0.0.1 443', 'Ncat: TIMEOUT.', 'timed-out'],
  [
    'telnet 10.0.0.1 443',
    'Trying 10.0.0.1...\ntelnet: connect to address 10.0.0.1: Connection refused',
    'refused',
  ],
  [
    'telnet 10.0.0.1 443',
    'Trying 10.0.0.1...\ntelnet: Unable to connect to remote host: No route to host',
    'no-route',
  ],
  [
    'telnet 10.0.0.1 443',
    "Trying 10.0.0.1...\nConnected to 10.0.0.1.\nEscape character is '^]'.",
    'connected',
  ],
])('takes from the command what the output leaves out: %s', (command, text, outcome) => {
  expect(attempts(text, command)).toEqual([{ target: '10.0.0.1', port: 443, outcome }]);
});

it('joins the announcement of busybox with its error', () => {
  const text = samples['busybox-wget.txt'] ?? '';
  expect(read(text).findings).toEqual([
    {
      fact: 'connection.attempts',
      item: { target: '10.96.0.1', port: 80, outcome: 'refused' },
      lines: [1, 2],
    },
  ]);
});

it('leaves everything else alone', () => {
  const text =
    'nc: command not found\nssh: connect to the node\nConnecting to the API server fails\nsync: done\n*   Trying 10.0.0.1...\nTrying 10.0.0.1...\nConnected to the database.\nwget: server returned error: HTTP/1.1 404 Not Found';
  expect(unclaimedIn(read(text), text)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it('knows what wget was asked for, and reads PowerShell', () => {
  const of = attempts;
  expect(of('wget: download timed out', 'wget -T 5 -qO- http://10.101.7.33')).toEqual([
    { target: '10.101.7.33', port: 80, outcome: 'timed-out' },
  ]);
  expect(
    of(
      'WARNING: TCP connect to (192.168.12.41 : 32000) failed',
      'Test-NetConnection 192.168.12.41 -Port 32000',
    ),
  ).toEqual([{ target: '192.168.12.41', port: 32000, outcome: 'timed-out' }]);
});

it('knows that a wget which printed an answer has connected', () => {
  expect(attempts('{"status":"up"}', 'wget -T 5 -qO- http://ledger')).toEqual([
    { target: 'ledger', port: 80, outcome: 'connected' },
  ]);
  expect(attempts('command not found', 'wget -qO- http://ledger')).toEqual([]);
});
