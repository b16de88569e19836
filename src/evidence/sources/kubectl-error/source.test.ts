import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { dialError } from '../dial-error/source.ts';
import { kubectlError } from './source.ts';

const samples = samplesOf('kubectl-error');
const read = (text: string) => readWith(kubectlError, text);
const attempts = (text: string) => itemsIn(read(text), 'connection.attempts');

it.each([
  ['Unable to connect to the server: dial tcp 20.1.2.3:443: i/o timeout', '20.1.2.3', 443, 'timed-out'],
  [
    'Unable to connect to the server: dial tcp 10.0.0.1:443: connect: connection refused',
    '10.0.0.1',
    443,
    'refused',
  ],
  [
    'Unable to connect to the server: dial tcp: lookup api.example.com on 127.0.0.53:53: no such host',
    'api.example.com',
    null,
    'name-not-resolved',
  ],
  [
    'The connection to the server 1.2.3.4:6443 was refused - did you specify the right host or port?',
    '1.2.3.4',
    6443,
    'refused',
  ],
  [
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'localhost',
    8080,
    'refused',
  ],
  [
    'Unable to connect to the server: Get "https://10.0.0.1:6443/api?timeout=32s": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    '10.0.0.1',
    6443,
    'timed-out',
  ],
  ['Unable to connect to the server: Get https://10.0.0.1:6443/api: EOF', '10.0.0.1', 6443, 'closed'],
])('reads %s', (text, target, port, outcome) => {
  expect(attempts(text)).toEqual([{ target, port, outcome }]);
  expect(readWith(dialError, text).findings).toEqual([]);
});

it.each([
  'Error from server: Get "https://10.240.0.4:10250/containerLogs/kube-system/a/b": dial tcp 10.240.0.4:10250: i/o timeout',
  'Error from server: error dialing backend: dial tcp 10.240.0.4:10250: i/o timeout',
  'Error from server (InternalError): an error on the server ("") … dial tcp 10.240.0.4:10250: i/o timeout',
  'error: unable to upgrade connection: error dialing backend: dial tcp 10.240.0.4:10250: i/o timeout',
  'F0910 10:46:37.182478    4856 helpers.go:119] Error from server: dial tcp 10.240.0.4:10250: i/o timeout',
])('takes what the API server tried for an attempt of an unnamed machine: %s', (text) => {
  expect(read(text).findings).toEqual([
    {
      fact: 'connection.attempts',
      item: { target: '10.240.0.4', port: 10250, outcome: 'timed-out' },
      lines: [1, 1],
      host: null,
    },
  ]);
});

it('makes one finding of one failure, told by several lines', () => {
  expect(read(samples['refused.txt'] ?? '').findings).toEqual([
    {
      fact: 'connection.attempts',
      item: { target: '10.0.0.1', port: 6443, outcome: 'refused' },
      lines: [1, 4],
    },
  ]);
  const handshake =
    'I0511 09:50:05.100728 2329027 helpers.go:237] Connection error: Get https://10.0.0.1:6443/version?timeout=32s: net/http: TLS handshake timeout\n' +
    'F0511 09:50:05.100742 2329027 helpers.go:118] Unable to connect to the server: net/http: TLS handshake timeout';
  expect(read(handshake).findings).toEqual([
    { fact: 'tls.handshakes', item: { target: '10.0.0.1', port: 6443, outcome: 'timed-out' }, lines: [1, 2] },
  ]);
});

it('reads a handshake timeout whose server nothing names', () => {
  expect(
    itemsIn(read('Unable to connect to the server: net/http: TLS handshake timeout'), 'tls.handshakes'),
  ).toEqual([{ target: null, port: null, outcome: 'timed-out' }]);
});

it('understands a failure without a target, and leaves refusals of the API server to others', () => {
  const text =
    'Unable to connect to the server: context deadline exceeded\nError from server (Forbidden): pods is forbidden';
  expect(read(text).findings).toEqual([]);
  expect(unclaimedIn(read(text), text)).toEqual([2]);
});

it('leaves lines alone in which the words only occur', () => {
  const text =
    '# kubectl says "Unable to connect to the server: …" when it times out\nI/O error: unable to connect';
  expect(unclaimedIn(read(text), text)).toEqual([1, 2]);
});
