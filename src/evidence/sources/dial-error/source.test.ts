import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { dialError } from './source.ts';

const samples = samplesOf('dial-error');
const read = (text: string) => readWith(dialError, text);
const attempts = (text: string) => itemsIn(read(text), 'connection.attempts');

it('reads the placeholder of an address as the target', () => {
  const text =
    'Solution: Troubleshoot the "dial tcp <Node_IP>:10250: i/o timeout" error\n\nSee Troubleshoot TCP timeouts, such as "dial tcp <Node_IP>:10250: i/o timeout".';
  const attempt = { target: '<Node_IP>', port: 10250, outcome: 'timed-out' };
  expect(attempts(text)).toEqual([attempt, attempt]);
});

it.each([
  [
    'time="2019-07-12T09:18:59Z" level=error msg="Error getting file" err="Get https://10.0.0.7/a: dial tcp 10.0.0.7:443: connect: no route to host"',
    'no-route',
  ],
  [
    '{"level":"error","ts":1665672021.28,"error":"Post \\"https://10.0.0.7:443/m?timeout=10s\\": context deadline exceeded"}',
    'timed-out',
  ],
  [
    '2023-03-21 20:41:40.618 [FATAL][1] cni-installer/<nil> <nil>: Unable to create token error=Post "https://10.0.0.7:443/api/v1": dial tcp 10.0.0.7:443: i/o timeout',
    'timed-out',
  ],
  [
    'Error response from daemon: Get https://10.0.0.7/v2/: read tcp 10.16.8.44:46018->10.0.0.7:443: read: connection reset by peer',
    'reset',
  ],
])('reads %s', (text, outcome) => {
  expect(attempts(text)).toEqual([{ target: '10.0.0.7', port: 443, outcome }]);
});

it('joins the same error on adjacent lines and leaves other lines alone', () => {
  const text = samples['coredns.txt'] ?? '';
  expect(read(text).findings).toEqual([
    {
      fact: 'connection.attempts',
      item: { target: '10.96.0.1', port: 443, outcome: 'no-route' },
      lines: [1, 2],
    },
  ]);
  expect(unclaimedIn(read(text), text)).toEqual([3]);
});

it('takes the machine from the journal, and leaves the errors of its clients alone', () => {
  const text = samples['kubelet-journal.txt'] ?? '';
  expect(read(text).findings).toMatchObject([{ host: 'node-a', lines: [1, 1] }]);
  expect(unclaimedIn(read(text), text)).toEqual([2]);
});

it("reads the API server's answer to a proxied request", () => {
  const text =
    "Error: 'dial tcp 10.244.2.3:8443: connect: no route to host'\nTrying to reach: 'https://10.244.2.3:8443/'";
  expect(read(text).findings).toMatchObject([
    { host: null, item: { target: '10.244.2.3', outcome: 'no-route' } },
  ]);
  expect(unclaimedIn(read(text), text)).toEqual([]);
});

it('reads a registry handshake that timed out', () => {
  const text =
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout';
  expect(itemsIn(read(text), 'tls.handshakes')).toEqual([
    { target: 'registry-1.docker.io', port: 443, outcome: 'timed-out' },
  ]);
});

it('does not blame the machine on which kubectl fetched a log or an event', () => {
  const text =
    '  Warning  Unhealthy  2m  kubelet  Readiness probe failed: Get "http://10.244.0.5:8080/health": dial tcp 10.244.0.5:8080: connect: connection refused';
  expect(readWith(dialError, text, 'kubectl describe pod web-1').findings).toMatchObject([{ host: null }]);
  const own = 'error: Get "https://10.0.0.1:6443/api": dial tcp 10.0.0.1:6443: connect: connection refused';
  expect(readWith(dialError, own, 'kubectl get pods').findings[0]).not.toHaveProperty('host');
});
