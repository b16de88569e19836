import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { dialError } from '../dial-error/source.ts';
import { kubectlError } from '../kubectl-error/source.ts';
import { kubectlVerbose } from './source.ts';

const samples = samplesOf('kubectl-verbose');
const sample = (name: string): string => samples[name] ?? '';
const read = (name: string) => readWith(kubectlVerbose, sample(name));
const attempts = (name: string) => itemsIn(read(name), 'connection.attempts');
const handshakes = (name: string) => itemsIn(read(name), 'tls.handshakes');

describe('a trace', () => {
  it('of a handshake that took ten seconds tells that it timed out after TCP had connected', () => {
    const { findings } = read('handshake-timeout-v9.txt');
    const target = { target: '***.24.69.222', port: 6443 };
    expect(findings).toEqual([
      { fact: 'connection.attempts', item: { ...target, outcome: 'connected' }, lines: [3, 3] },
      {
        fact: 'tls.handshakes',
        item: { ...target, outcome: 'timed-out', durationMilliseconds: 10000 },
        lines: [4, 4],
      },
    ]);
  });

  it('claims its own lines and the errors that repeat it', () => {
    expect(unclaimedIn(read('handshake-timeout-v9.txt'), sample('handshake-timeout-v9.txt'))).toEqual([11]);
    expect(unclaimedIn(read('dial-timeout-v9.txt'), sample('dial-timeout-v9.txt'))).toEqual([]);
    expect(unclaimedIn(read('structured-refused.txt'), sample('structured-refused.txt'))).toEqual([]);
    expect(unclaimedIn(read('structured-v10.txt'), sample('structured-v10.txt'))).toEqual([13, 14]);
  });

  it('of a dial that failed gives one attempt, with the name beside the address', () => {
    expect(read('dial-timeout-v9.txt').findings).toEqual([
      {
        fact: 'connection.attempts',
        item: {
          target: '4.225.35.13',
          port: 443,
          outcome: 'timed-out',
          name: 'aks-rg-8d99b0-6s1xjo5i.hcp.swedencentral.azmk8s.io',
        },
        lines: [4, 4],
      },
    ]);
    expect(attempts('structured-refused.txt')).toEqual([
      { target: '87.144.185.136', port: 6447, outcome: 'refused', name: 'k8s.example.net' },
    ]);
  });

  it('in the structured form tells a completed handshake', () => {
    const name = 'c0d990.gr7.ap-northeast-2.eks.amazonaws.com';
    expect(handshakes('structured-v10.txt')).toEqual([
      { target: '3.35.115.125', port: 443, outcome: 'completed', durationMilliseconds: 13, name },
    ]);
  });

  it('without timings tells a handshake from each answered server, once', () => {
    expect(attempts('requests-v6.txt')).toEqual([{ target: '127.0.0.1', port: 50581, outcome: 'connected' }]);
    expect(handshakes('requests-v6.txt')).toEqual([
      { target: '127.0.0.1', port: 50581, outcome: 'completed' },
    ]);
  });

  it('calls a slow handshake completed when the server went on to answer', () => {
    const text =
      'I0511 09:50:05.100639 2329027 round_trippers.go:570] HTTP Statistics: DNSLookup 0 ms Dial 0 ms TLSHandshake 10400 ms ServerProcessing 3 ms Duration 10403 ms';
    expect(itemsIn(readWith(kubectlVerbose, text), 'tls.handshakes')).toEqual([
      { target: null, port: null, outcome: 'completed', durationMilliseconds: 10400 },
    ]);
  });

  it('says nothing of a connection that was used again', () => {
    const text =
      'I0511 09:50:05.100639 2329027 round_trippers.go:570] HTTP Statistics: GetConnection 0 ms ServerProcessing 3 ms Duration 3 ms';
    expect(readWith(kubectlVerbose, text).findings).toEqual([]);
  });

  it.each(Object.keys(samples))(
    '%s gives no attempt or handshake twice through the sources of errors',
    (name) => {
      const own = read(name).findings.map(({ fact }) => fact);
      const others = [kubectlError, dialError].flatMap((source) => readWith(source, sample(name)).findings);
      expect(own.length === 0 ? [] : others.filter(({ fact }) => own.includes(fact))).toEqual([]);
    },
  );

  it('names the server of a failure after a trace of requests only', () => {
    const target = { target: '10.24.69.222', port: 6443 };
    const found = [kubectlVerbose, kubectlError].flatMap(
      (source) => readWith(source, sample('handshake-timeout-v6.txt')).findings,
    );
    expect(found).toHaveLength(1);
    expect(found).toMatchObject([{ fact: 'tls.handshakes', item: { ...target, outcome: 'timed-out' } }]);
  });
});

describe('kubectl version', () => {
  const version = (text: string) => valuesIn(readWith(kubectlVerbose, text))['apiserver.version'];

  it.each([
    ['Client Version: v1.28.2\nKustomize Version: v5.0.4\nServer Version: v1.27.3', 'v1.27.3'],
    [
      'Server Version: version.Info{Major:"1", Minor:"23", GitVersion:"v1.23.6", GitCommit:"ad3338546da947756e8a88aa6822e9c11e7eac22"}',
      'v1.23.6',
    ],
    [
      'Server Version: version.Info{Major:"1", Minor:"14+", GitVersion:"v1.14.10-gke.27", GitCommit:"x"}',
      'v1.14.10-gke.27',
    ],
    [
      'Client Version: 4.12.0\nServer Version: 4.12.0\nKubernetes Version: v1.25.4+a34b9e9',
      'v1.25.4+a34b9e9',
    ],
    [
      'clientVersion:\n  gitVersion: v1.28.2\nserverVersion:\n  buildDate: "2023-06-14T09:47:40Z"\n  gitVersion: v1.27.3',
      'v1.27.3',
    ],
  ])('%s', (text, expected) => {
    expect(version(text)).toBe(expected);
  });

  it('is read from JSON, the client left aside', () => {
    expect(version(sample('version.json'))).toBe('v1.27.6+rke2r1');
  });

  it('without a server says nothing of one', () => {
    expect(readWith(kubectlVerbose, 'Client Version: v1.28.2\n Server Version: 20.10.7').findings).toEqual(
      [],
    );
  });
});
