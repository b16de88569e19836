import { describe, expect, it } from 'vitest';
import { goNetworkErrors } from './go-network-error.ts';

const items = (text: string) => goNetworkErrors(text).map(({ item }) => item);

describe('goNetworkErrors', () => {
  it.each([
    ['dial tcp 10.240.0.4:10250: i/o timeout', '10.240.0.4', 10250, 'timed-out'],
    ['dial tcp 10.240.0.6:10250: getsockopt: connection timed out', '10.240.0.6', 10250, 'timed-out'],
    ['dial tcp 10.0.0.1:443: connect: connection refused', '10.0.0.1', 443, 'refused'],
    ['dial tcp 127.0.0.1:8080: connection refused', '127.0.0.1', 8080, 'refused'],
    ['dial tcp [::1]:6443: connect: connection refused', '::1', 6443, 'refused'],
    ['dial tcp6 [fe80::1]:443: connect: network is unreachable', 'fe80::1', 443, 'network-unreachable'],
    ['dial tcp 10.96.0.1:443: connect: no route to host', '10.96.0.1', 443, 'no-route'],
    ['dial tcp 10.0.0.9:41000->10.0.0.1:443: connect: connection refused', '10.0.0.1', 443, 'refused'],
    ['dial tcp ***.24.69.222:6443: i/o timeout', '***.24.69.222', 6443, 'timed-out'],
    ['"dial tcp <Node_IP>:10250: i/o timeout" error', '<Node_IP>', 10250, 'timed-out'],
    [
      'dial tcp: lookup api.example.com on 10.0.0.10:53: no such host',
      'api.example.com',
      null,
      'name-not-resolved',
    ],
    ['dial tcp: lookup api.example.com: no such host', 'api.example.com', null, 'name-not-resolved'],
    [
      'lookup mcr.microsoft.com on 168.63.129.16:53: read udp 10.0.0.4:4000->168.63.129.16:53: i/o timeout',
      'mcr.microsoft.com',
      null,
      'name-not-resolved',
    ],
    ['read tcp 10.0.0.4:46018->20.1.2.3:443: read: connection reset by peer', '20.1.2.3', 443, 'reset'],
    ['write tcp 10.0.0.4:46018->20.1.2.3:443: write: broken pipe', '20.1.2.3', 443, 'closed'],
    [
      'dial tcp 1.2.3.4:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time',
      '1.2.3.4',
      443,
      'timed-out',
    ],
  ])('reads %s', (text, target, port, outcome) => {
    expect(items(text)).toEqual([{ target, port, outcome }]);
  });

  it('keeps the name of the URL beside the address that was dialled', () => {
    const attempt = { target: '20.1.2.3', port: 443, outcome: 'timed-out', name: 'c.hcp.eastus.azmk8s.io' };
    expect(
      items('Get "https://c.hcp.eastus.azmk8s.io:443/api?timeout=32s": dial tcp 20.1.2.3:443: i/o timeout'),
    ).toEqual([attempt]);
    expect(
      items('msg="x" err="Get https://c.hcp.eastus.azmk8s.io/api: dial tcp 20.1.2.3:443: i/o timeout"'),
    ).toEqual([attempt]);
  });

  it('takes the target from the URL when the error names none', () => {
    expect(
      items('Get https://***.24.69.222:6443/version?timeout=32s: net/http: TLS handshake timeout'),
    ).toEqual([{ target: '***.24.69.222', port: 6443, outcome: 'timed-out' }]);
    expect(
      items('{"error":"Post \\"https://wh.ns.svc:443/validate?timeout=10s\\": context deadline exceeded"}'),
    ).toEqual([{ target: 'wh.ns.svc', port: 443, outcome: 'timed-out' }]);
    expect(items('err="Get https://raw.example.com/a.rego: EOF"')).toEqual([
      { target: 'raw.example.com', port: 443, outcome: 'closed' },
    ]);
    expect(items('Get https://10.61.8.22:10250/containerLogs/a/b/c: dial timeout')).toEqual([
      { target: '10.61.8.22', port: 10250, outcome: 'timed-out' },
    ]);
  });

  it('tells a TLS alert and a failed protocol negotiation from attempts to connect', () => {
    expect(goNetworkErrors('Get https://10.0.0.4:10250/x: remote error: tls: internal error')).toEqual([
      { fact: 'tls.handshakes', item: { target: '10.0.0.4', port: 10250, outcome: 'alert' } },
    ]);
    expect(items('Get "https://10.0.0.4/x": remote error: tls: no application protocol')).toEqual([
      { target: '10.0.0.4', port: 443, outcome: 'alert', alpn: null },
    ]);
    expect(goNetworkErrors('Unable to connect to the server: net/http: TLS handshake timeout')).toEqual([
      { fact: 'tls.handshakes', item: { target: null, port: null, outcome: 'timed-out' } },
    ]);
  });

  it('reads the dial to a proxy as the dial that it is', () => {
    expect(items('Get "https://a.example/": proxyconnect tcp: dial tcp 10.0.0.7:3128: i/o timeout')).toEqual([
      { target: '10.0.0.7', port: 3128, outcome: 'timed-out' },
    ]);
  });

  it('reads each attempt of a line once', () => {
    const text =
      'dial tcp 10.0.0.1:443: i/o timeout; retry: dial tcp 10.0.0.1:443: i/o timeout, dial tcp 10.0.0.2:443: i/o timeout';
    expect(items(text).map(({ target }) => target)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it.each([
    'http: TLS handshake error from 10.1.10.39:43582: EOF',
    'read tcp 10.0.0.4:10250->10.0.0.9:40512: read: connection reset by peer',
    'read tcp 10.0.0.4:40512->10.0.0.9:443: i/o timeout',
    'dial tcp 10.0.0.1:443: operation was canceled',
    'dial tcp 10.0.0.1',
    'dial tcp 10.0.0.1:99999: i/o timeout',
    'the lookup failed: try the other table',
    'see https://example.com/docs: it explains EOF',
    'Get "https://10.0.0.1/api": x509: certificate has expired',
  ])('makes nothing of %s', (text) => {
    expect(goNetworkErrors(text)).toEqual([]);
  });

  it('comes to an end on a long line of beginnings', () => {
    expect(goNetworkErrors('dial tcp https://a "'.repeat(50_000))).toEqual([]);
  });
});
