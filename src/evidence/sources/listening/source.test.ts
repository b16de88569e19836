import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { listening } from './source.ts';

const applications = samplesOf('listening')['applications.txt'] ?? '';

describe('where applications listen', () => {
  it('is read from what their frameworks print, and from netstat and ss in a container', () => {
    const reading = readWith(listening, applications, 'kubectl logs deploy/forecast');
    expect(itemsIn(reading, 'application.listeners')).toEqual([
      { port: 5000, loopback: true },
      { port: 8000, loopback: false },
      { port: 8001, loopback: true },
      { port: 8081, loopback: false },
      { port: 8080, loopback: false },
      { port: 3000, loopback: false },
      { port: 9102, loopback: false },
      { port: 3001, loopback: true },
      { port: 4000, loopback: false },
      { port: 8002, loopback: true },
      { port: 6060, loopback: true },
      { port: 8443, loopback: false },
    ]);
    expect(unclaimedIn(reading, applications)).toEqual([1, 14]);
  });

  it('is not read from components of the cluster, nor from a machine', () => {
    const component =
      'I0502 09:11:05.120394       1 secure_serving.go:213] Serving securely on 127.0.0.1:10257';
    expect(readWith(listening, component).findings).toEqual([]);
    const machine =
      'tcp        0      0 127.0.0.1:10248         0.0.0.0:*               LISTEN      901/kubelet';
    expect(readWith(listening, machine, 'netstat -tlnp').findings).toEqual([]);
    expect(
      readWith(listening, 'listening on :2379', 'kubectl logs -n kube-system etcd-cp-1').findings,
    ).toEqual([]);
  });
});

it('reads an address that stands behind a key', () => {
  const of = (text: string) => itemsIn(readWith(listening, text), 'application.listeners');
  expect(of('REST server starting  addr=127.0.0.1:8475')).toEqual([{ port: 8475, loopback: true }]);
  expect(of('{"level":"info","msg":"listening","addr":":8080"}')).toEqual([{ port: 8080, loopback: false }]);
  expect(of('client connected addr=10.2.0.7:41822')).toEqual([]);
});
