import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { curlVerbose } from './source.ts';

const samples = samplesOf('curl-verbose');
const sample = (name: string): string => samples[name] ?? '';
const read = (text: string, command?: string) => readWith(curlVerbose, text, command);
const attempts = (text: string, command?: string) => itemsIn(read(text, command), 'connection.attempts');
const handshakes = (text: string, command?: string) => itemsIn(read(text, command), 'tls.handshakes');

describe('an attempt to connect', () => {
  it('is one finding over the lines that tell it', () => {
    const text =
      'Pod to service connection times out:\n\n* connect to 10.100.225.223 port 5000 failed: Connection timed out\n* Failed to connect to 10.100.225.223 port 5000: Connection timed out\n* Closing connection 0\ncurl: (7) Failed to connect to 10.100.225.223 port 5000: Connection timed out\n';
    expect(read(text).findings).toEqual([
      {
        fact: 'connection.attempts',
        item: { target: '10.100.225.223', port: 5000, outcome: 'timed-out' },
        lines: [3, 6],
      },
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([1]);
  });

  it.each([
    [
      'curl: (7) Failed to connect to 172.28.128.132 port 5000: No route to host',
      '172.28.128.132',
      5000,
      'no-route',
    ],
    ['curl: (7) Failed to connect to 10.0.0.1 port 443: Connection refused', '10.0.0.1', 443, 'refused'],
    [
      'curl: (7) Failed to connect to 10.0.0.1 port 443 after 3 ms: Connection refused',
      '10.0.0.1',
      443,
      'refused',
    ],
    [
      'curl: (28) Failed to connect to 10.96.0.1 port 443 after 129318 ms: Connection timed out',
      '10.96.0.1',
      443,
      'timed-out',
    ],
    [
      "curl: (28) Failed to connect to 10.0.0.1 port 443 after 75003 ms: Couldn't connect to server",
      '10.0.0.1',
      443,
      'timed-out',
    ],
    ['curl: (7) Failed connect to 10.0.0.1:443; Connection timed out', '10.0.0.1', 443, 'timed-out'],
    ['curl: (6) Could not resolve host: nginx', 'nginx', null, 'name-not-resolved'],
    [
      'curl: (6) Could not resolve host: mcr.microsoft.com; Unknown error',
      'mcr.microsoft.com',
      null,
      'name-not-resolved',
    ],
    ["curl: (6) Couldn't resolve host 'nginx'", 'nginx', null, 'name-not-resolved'],
    [
      "fatal: unable to access 'https://git.example.com/a/': Failed to connect to git.example.com port 443: Connection timed out",
      'git.example.com',
      443,
      'timed-out',
    ],
  ])('%s', (text, target, port, outcome) => {
    expect(attempts(text)).toEqual([{ target, port, outcome }]);
  });

  it('of the old NSS build is read too', () => {
    const text = sample('nss-no-route.txt');
    expect(read(text).findings).toMatchObject([
      { item: { target: '10.96.0.1', port: 443, outcome: 'no-route' }, lines: [2, 6] },
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([]);
  });

  it('is told for each address, the name kept beside it', () => {
    const text = sample('two-addresses.txt');
    const name = 'api.example.com';
    expect(attempts(text)).toEqual([
      { target: '2001:db8::1', port: 443, outcome: 'network-unreachable', name },
      { target: '192.0.2.1', port: 443, outcome: 'timed-out', name },
    ]);
  });

  it('takes its target from the command when the error names none', () => {
    const command = 'curl -k --connect-timeout 5 https://10.0.0.1:6443/version';
    expect(attempts('curl: (28) Connection timed out after 5001 milliseconds', command)).toEqual([
      { target: '10.0.0.1', port: 6443, outcome: 'timed-out' },
    ]);
    expect(attempts('curl: (52) Empty reply from server', 'curl http://10.0.0.1/')).toEqual([
      { target: '10.0.0.1', port: 80, outcome: 'closed' },
    ]);
    expect(read('curl: (28) Connection timed out after 5001 milliseconds').findings).toEqual([]);
  });

  it('without a reason says nothing', () => {
    expect(
      read("curl: (7) Failed to connect to 10.0.0.1 port 443 after 3068 ms: Couldn't connect to server")
        .findings,
    ).toEqual([]);
    expect(read('*   Trying 10.0.0.1:443...\n^C').findings).toEqual([]);
  });
});

describe('a handshake', () => {
  it('stalls when the trace stops behind the Client Hello', () => {
    const stalled = { target: '10.0.0.1', port: 6443, outcome: 'stalled' };
    expect(handshakes(sample('openssl-stalled.txt'))).toEqual([stalled]);
    expect(handshakes(`${sample('openssl-stalled.txt')}^C\n`)).toEqual([stalled]);
  });

  it('stalls when the trace stops at the start of NSS, and TCP connected', () => {
    const text =
      '* About to connect() to ***.24.69.222 port 6443 (#0)\n*   Trying ***.24.69.222...\n* Connected to ***.24.69.222 (***.24.69.222) port 6443 (#0)\n* Initializing NSS with certpath: sql:/etc/pki/nssdb\n\n之后恢复';
    const target = { target: '***.24.69.222', port: 6443 };
    expect(read(text).findings).toEqual([
      { fact: 'connection.attempts', item: { ...target, outcome: 'connected' }, lines: [2, 3] },
      { fact: 'tls.handshakes', item: { ...target, outcome: 'stalled' }, lines: [4, 4] },
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([6]);
  });

  it.each([
    ['openssl-completed.txt', { outcome: 'completed', alpn: 'h2' }],
    ['nss-completed.txt', { outcome: 'completed' }],
    ['gnutls-completed.txt', { outcome: 'completed', alpn: null }],
    ['schannel-completed.txt', { outcome: 'completed' }],
  ])('completes in %s', (name, expected) => {
    expect(handshakes(sample(name))).toMatchObject([expected]);
    expect(unclaimedIn(read(sample(name)), sample(name))).toEqual([]);
  });

  it.each([
    ['* ALPN: server accepted http/1.1', 'http/1.1'],
    ['* ALPN: server accepted h2', 'h2'],
    ['* ALPN: server did not agree on a protocol. Uses default.', null],
    ['* ALPN, server did not agree to a protocol', null],
  ])('%s', (text, alpn) => {
    expect(handshakes(text)).toEqual([{ target: null, port: null, outcome: 'completed', alpn }]);
  });

  it.each([
    ['curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to 10.0.0.1:6443 ', 'reset'],
    ['curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to 10.0.0.1:6443 ', 'reset'],
    ['curl: (35) Recv failure: Connection reset by peer', 'reset'],
    ['curl: (35) TCP connection reset by peer', 'reset'],
    ['curl: (35) error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure', 'alert'],
    ['curl: (35) gnutls_handshake() failed: The TLS connection was non-properly terminated.', 'reset'],
    ['curl: (28) SSL connection timeout', 'timed-out'],
  ])('fails: %s', (text, outcome) => {
    const command = 'curl https://10.0.0.1:6443/';
    expect(read(text, command).findings).toMatchObject([
      { fact: 'tls.handshakes', item: { target: '10.0.0.1', port: 6443, outcome } },
    ]);
  });

  it('that runs into the time limit timed out, and no longer stalls', () => {
    const text = `${sample('openssl-stalled.txt')}* Operation timed out after 15001 milliseconds with 0 out of 0 bytes received\n* Closing connection\ncurl: (28) Operation timed out after 15001 milliseconds with 0 out of 0 bytes received`;
    expect(handshakes(text)).toEqual([{ target: '10.0.0.1', port: 6443, outcome: 'timed-out' }]);
    expect(attempts(text)).toEqual([{ target: '10.0.0.1', port: 6443, outcome: 'connected' }]);
  });

  it('that a certificate check ended did get its answer', () => {
    const text = `${sample('openssl-stalled.txt')}* TLSv1.3 (IN), TLS handshake, Server hello (2):\n* TLSv1.3 (OUT), TLS alert, unknown CA (560):\n* SSL certificate problem: unable to get local issuer certificate\n* Closing connection\ncurl: (60) SSL certificate problem: unable to get local issuer certificate`;
    expect(handshakes(text)).toEqual([]);
  });
});

it('reads a second run as one of its own', () => {
  const text = `${sample('openssl-stalled.txt')}${sample('nss-completed.txt')}`;
  expect(handshakes(text)).toMatchObject([{ outcome: 'stalled' }, { outcome: 'completed' }]);
});

it('leaves bulleted prose and other outputs alone', () => {
  const text =
    '* Connection refused errors appear\n* node-1 (172.28.128.101)\n  * Trying the other way...\nConnected to the database\nFailed to connect to bus: No such file or directory';
  expect(unclaimedIn(read(text), text)).toEqual([1, 2, 3, 4, 5]);
});

describe('a silent curl', () => {
  it('has connected when it prints an answer', () => {
    expect(attempts('HTTP/1.1 200 OK\n', 'curl -sI http://10.0.1.55:31623 | head -1')).toEqual([
      { target: '10.0.1.55', port: 31623, outcome: 'connected' },
    ]);
    expect(attempts('<html><body>ok</body></html>', 'curl -m 5 catalog')).toEqual([
      { target: 'catalog', port: 80, outcome: 'connected' },
    ]);
  });

  it('tells by its exit status how it ended', () => {
    const ended = (code: number) =>
      attempts(`command terminated with exit code ${code}`, 'curl -m 4 -s http://catalog:8080/healthz');
    expect(
      [6, 7, 28, 22].map((code) => ended(code).map((item) => (item as { outcome: string }).outcome)),
    ).toEqual([['name-not-resolved'], ['refused'], ['timed-out'], []]);
  });

  it('says nothing where several URLs, or none, were asked for', () => {
    expect(attempts('<html>', 'curl http://a.example http://b.example')).toEqual([]);
    expect(attempts('<html>', 'cat index.html')).toEqual([]);
  });
});

it.each(['ok', '<H1>It Works!</H1>', '{"status":"up"}', 'Hello OpenShift!', 'Hostname: web-0'])(
  'takes %s for an answer',
  (text) => {
    expect(attempts(text, 'curl -s http://10.32.0.4')).toEqual([
      { target: '10.32.0.4', port: 80, outcome: 'connected' },
    ]);
  },
);

it.each(['bash: curl: command not found', 'error: unable to upgrade connection', '[root@web-0 /]#'])(
  'takes %s for none',
  (text) => {
    expect(attempts(text, 'curl -s http://10.32.0.4')).toEqual([]);
  },
);

it('takes what fails at once without a reason for a refusal', () => {
  expect(
    attempts('curl: (7) Failed to connect to store port 8475 after 2 ms: Could not connect to server'),
  ).toEqual([{ target: 'store', port: 8475, outcome: 'refused' }]);
});

it('reads status codes that it was told to print, 000 for no answer in time', () => {
  const one = "curl -s -o /dev/null -m 1 -w '%{http_code}\\n' http://198.51.100.20";
  expect(attempts('404\n000', one)).toEqual([
    { target: '198.51.100.20', port: 80, outcome: 'connected' },
    { target: '198.51.100.20', port: 80, outcome: 'timed-out' },
  ]);
  expect(attempts('000', one.replace('-m 1 ', ''))).toEqual([]);
  const loop = 'curl -s -m 3 -o /dev/null -w "$n %{http_code}\\n" http://$n:30080/';
  expect(attempts('10.5.0.3 000\n10.5.0.4 200', loop)).toEqual([
    { target: '10.5.0.3', port: 30080, outcome: 'timed-out' },
    { target: '10.5.0.4', port: 30080, outcome: 'connected' },
  ]);
});
