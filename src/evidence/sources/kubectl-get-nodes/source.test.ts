import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetNodes } from './source.ts';

const samples = samplesOf('kubectl-get-nodes');
const sample = (name: string): string => samples[name] ?? '';
const nodesIn = (text: string, command: string | null = null) =>
  itemsIn(readWith(kubectlGetNodes, text, command), 'kubernetes.nodes');

describe('kubectl get nodes', () => {
  it('reads the wide table', () => {
    expect(nodesIn(sample('wide.txt'))).toEqual([
      {
        name: '192.168.40.11',
        ready: true,
        status: 'Ready',
        roles: ['control-plane', 'master'],
        version: 'v1.32.1+k0s',
        internalAddress: '192.168.40.11',
      },
      {
        name: 'worker-1',
        ready: false,
        status: 'NotReady',
        roles: [],
        version: 'v1.32.1+k0s',
        internalAddress: '192.168.40.21',
        externalAddress: '203.0.113.21',
      },
      {
        name: 'worker-2',
        ready: true,
        status: 'Ready,SchedulingDisabled',
        roles: ['worker'],
        version: 'v1.32.1+k0s',
        internalAddress: '192.168.40.22',
      },
    ]);
    expect(unclaimedIn(readWith(kubectlGetNodes, sample('wide.txt')), sample('wide.txt'))).toEqual([]);
  });

  it('reads rows that masking has pushed out of line', () => {
    expect(nodesIn(sample('masked.txt'))).toEqual([
      {
        name: '***-10-20-2.***',
        ready: true,
        status: 'Ready',
        roles: ['control-plane', 'master'],
        version: 'v1.23.6',
      },
      { name: '***-10-20-30.***', ready: false, status: 'NotReady', roles: [], version: 'v1.23.6' },
    ]);
  });

  it('reads the columns of old versions', () => {
    expect(nodesIn(sample('old-columns.txt'))).toEqual([
      { name: '172.28.128.101', ready: true, status: 'Ready' },
      { name: '172.28.128.102', ready: false, status: 'NotReady,SchedulingDisabled' },
    ]);
  });

  it('reads rows without a header', () => {
    expect(
      nodesIn('node-3   NotReady   <none>   5d   v1.28.2', 'kubectl get nodes | grep NotReady'),
    ).toMatchObject([{ name: 'node-3', ready: false }]);
  });

  it('says which row is cut off', () => {
    const reading = readWith(
      kubectlGetNodes,
      'NAME    STATUS   ROLES    AGE   VERSION\nnode-1  Ready    <none>   5d    v1.28.2\n...\nnode-2  NotReady   <no',
    );
    expect(reading.unreadable).toEqual([[4, 4]]);
    expect(reading.understood).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });

  it('leaves namespaces, which have the same header, alone', () => {
    const reading = readWith(kubectlGetNodes, 'NAME      STATUS   AGE\ndefault   Active   3d');
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });
});
