import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlEvents } from './source.ts';

const samples = samplesOf('kubectl-events');
const events = (text = '') => itemsIn(readWith(kubectlEvents, text), 'kubernetes.events');

it('reads a listing of all namespaces', () => {
  expect(events(samples['all.txt'])).toEqual([
    {
      type: 'Warning',
      reason: 'FailedScheduling',
      kind: 'Pod',
      name: 'coredns-5d78c9869d-4xq7b',
      namespace: 'kube-system',
      message: '0/3 nodes are available: 3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.',
    },
    {
      type: 'Normal',
      reason: 'NodeNotReady',
      kind: 'Node',
      name: 'worker-2',
      namespace: 'default',
      message: 'Node worker-2 status is now: NodeNotReady',
    },
  ]);
});

it('finds the message in the wide form', () => {
  expect(events(samples['wide.txt'])).toMatchObject([
    {
      reason: 'BackOff',
      name: 'web-0',
      namespace: null,
      message: 'Back-off restarting failed container web in pod',
    },
  ]);
});

it('reads the events below a description, also of older versions and with the gaps gone', () => {
  const text = [
    '  Type     Reason   Age                  From               Message',
    '  ----     ------   ----                 ----               -------',
    '  Warning  BackOff  2m (x98 over 41m)    kubelet, worker-1  Back-off restarting failed container',
    'Warning Unhealthy 12s kubelet Readiness probe failed: dial tcp 10.244.1.4:8181: connect: connection refused',
  ].join('\n');
  expect(events(text)).toMatchObject([
    { reason: 'BackOff', kind: null, message: 'Back-off restarting failed container' },
    {
      reason: 'Unhealthy',
      message: 'Readiness probe failed: dial tcp 10.244.1.4:8181: connect: connection refused',
    },
  ]);
});

it.each(Object.entries(samples))('leaves no line of %s unread', (_, text) => {
  expect(unclaimedIn(readWith(kubectlEvents, text), text)).toEqual([]);
});

it('leaves prose and logs alone', () => {
  const text =
    'Warning  This may take a while\nNormal  Operation resumed\n[Warning] Aborted connection 8 to db';
  expect(readWith(kubectlEvents, text)).toMatchObject({ findings: [], understood: [] });
});
