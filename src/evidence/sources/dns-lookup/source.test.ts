import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { dnsLookup } from './source.ts';

const samples = samplesOf('dns-lookup');
const lookups = (text = '', command?: string) => itemsIn(readWith(dnsLookup, text, command), 'dns.lookups');
const only = (text = '', command?: string) => {
  const found = lookups(text, command);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('nslookup', () => {
  it('says which name its server does not know', () => {
    expect(only(samples['nslookup.txt'])).toEqual({
      name: 'orders.shop',
      of: 'other',
      outcome: 'not-found',
      server: '10.96.0.10',
      by: 'cluster-dns',
    });
  });

  it('shows the search domain within which the answer was found', () => {
    expect(only(samples['nslookup-answer.txt'], 'nslookup www.example.org')).toEqual({
      name: 'www.example.org',
      of: 'other',
      outcome: 'resolved',
      server: '10.96.0.10',
      by: 'cluster-dns',
      addresses: ['203.0.113.80'],
      answeredWithin: 'corp.example.net',
    });
  });

  it('of busybox names the server, and says only that it failed', () => {
    expect(only(samples['busybox.txt'], 'nslookup kubernetes.default')).toEqual({
      name: 'kubernetes.default',
      of: 'cluster',
      outcome: 'failed',
      server: '10.43.0.10',
      by: 'cluster-dns',
    });
    expect(only(samples['busybox-answer.txt'])).toMatchObject({
      name: 'kubernetes.default',
      outcome: 'resolved',
      addresses: ['10.43.0.1'],
    });
  });

  it('of busybox shows that a server is silent by its having no name', () => {
    const text = (samples['busybox.txt'] ?? '').replace(' kube-dns.kube-system.svc.cluster.local', '');
    expect(only(text, 'nslookup web')).toMatchObject({
      name: 'web',
      outcome: 'timed-out',
      by: 'cluster-dns',
    });
  });

  it('names the server that is silent', () => {
    expect(only(samples['silent.txt'], 'nslookup kubernetes.default')).toEqual({
      name: 'kubernetes.default',
      of: 'cluster',
      outcome: 'timed-out',
      server: '10.96.0.10',
      by: 'cluster-dns',
    });
    const old = ';; connection timed out; no servers could be reached';
    expect(only(old, 'nslookup example.org 169.254.20.10')).toMatchObject({
      server: '169.254.20.10',
      by: 'node-cache',
    });
  });

  it('counts each question of a longer text', () => {
    const text = `${samples['nslookup.txt']}\n${samples['busybox-answer.txt']}`;
    expect(lookups(text)).toMatchObject([
      { name: 'orders.shop', outcome: 'not-found' },
      { name: 'kubernetes.default', outcome: 'resolved' },
    ]);
  });
});

it('dig says how long the answer took', () => {
  expect(only(samples['dig.txt'])).toEqual({
    name: 'web.shop.svc.cluster.local',
    of: 'cluster',
    outcome: 'resolved',
    server: '10.100.0.10',
    by: 'cluster-dns',
    addresses: ['10.100.31.7'],
    milliseconds: 5003,
  });
});

it('dig shows an answer that was cut off', () => {
  const text = (samples['dig.txt'] ?? '').replace('flags: qr aa rd', 'flags: qr aa tc rd');
  expect(only(text, 'dig +tcp web.shop.svc.cluster.local')).toMatchObject({ truncated: true, overTcp: true });
});

it('host says which name failed', () => {
  expect(only(samples['host.txt'])).toMatchObject({ name: 'db.internal', outcome: 'server-failure' });
  expect(only('example.org has address 203.0.113.7', 'host example.org')).toMatchObject({
    outcome: 'resolved',
  });
});

it('getent prints nothing for a name that does not resolve', () => {
  const { findings } = readWith(dnsLookup, '', 'getent hosts web.shop');
  expect(findings).toMatchObject([{ item: { name: 'web.shop', outcome: 'failed' }, lines: [0, 0] }]);
  expect(only('10.96.4.1   web.shop.svc.cluster.local', 'getent hosts web.shop')).toMatchObject({
    answeredWithin: 'svc.cluster.local',
  });
});

describe('other programs', () => {
  it.each([
    [
      'dial tcp: lookup auth.example.org on 10.0.0.2:53: read udp 10.0.0.5:4321->10.0.0.2:53: i/o timeout',
      'auth.example.org',
      'timed-out',
    ],
    ['dial tcp: lookup web.shop on 10.96.0.10:53: no such host', 'web.shop', 'not-found'],
    ['lookup db on [fd00::a]:53: server misbehaving', 'db', 'server-failure'],
    ['curl: (6) Could not resolve host: web.shop.svc', 'web.shop.svc', 'failed'],
    ["wget: bad address 'web.shop:8080'", 'web.shop', 'failed'],
    ['wget: unable to resolve host address ‘example.org’', 'example.org', 'failed'],
    [
      'Error: getaddrinfo ENOTFOUND redis.shop.svc.cluster.local',
      'redis.shop.svc.cluster.local',
      'not-found',
    ],
    ['Error: getaddrinfo EAI_AGAIN redis', 'redis', 'failed'],
    ['Caused by: java.net.UnknownHostException: kafka-0.kafka', 'kafka-0.kafka', 'failed'],
    ['could not translate host name "pg" to address: Name or service not known', 'pg', 'not-found'],
    [
      'nginx: [emerg] host not found in upstream "api.shop.svc" in /etc/nginx/nginx.conf:12',
      'api.shop.svc',
      'failed',
    ],
    ['ping: example.org: Temporary failure in name resolution', 'example.org', 'failed'],
    ["Failed to resolve 'pypi.org' ([Errno -3] Temporary failure in name resolution)", 'pypi.org', 'failed'],
  ])('%s', (text, name, outcome) => {
    expect(only(text)).toMatchObject({ name, outcome });
  });
});

it.each(Object.entries(samples).filter(([file]) => !file.startsWith('dig')))(
  'leaves no line of %s unread',
  (_, text) => {
    const foreign = new Set([
      'Using domain server:',
      'Aliases: ',
      'Name: 10.96.0.10',
      'Address: 10.96.0.10#53',
    ]);
    const unread = unclaimedIn(readWith(dnsLookup, text, 'nslookup x.y'), text);
    expect(unread.filter((number) => !foreign.has(text.split('\n')[number - 1] ?? ''))).toEqual([]);
  },
);

it('leaves headers of web servers and descriptions alone', () => {
  const text = 'Server: nginx/1.25\nName:         web-0\nAddress: 10 Main Street\nServer:  envoy';
  expect(readWith(dnsLookup, text)).toMatchObject({ findings: [], understood: [] });
});

it('dig +short prints addresses alone', () => {
  expect(
    itemsIn(
      readWith(dnsLookup, '10.96.0.1', 'dig +short kubernetes.default.svc.cluster.local'),
      'dns.lookups',
    ),
  ).toMatchObject([{ outcome: 'resolved', of: 'cluster', addresses: ['10.96.0.1'] }]);
});
