import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetDaemonsets } from './source.ts';

const fact = 'kubernetes.daemonsets';

it('reads how many pods are ready', () => {
  const text = samplesOf('kubectl-get-daemonsets')['all.txt'] ?? '';
  const reading = readWith(kubectlGetDaemonsets, text, 'kubectl get ds -A');
  expect(itemsIn(reading, fact)).toEqual([
    { namespace: 'kube-system', name: 'kube-flannel-ds', desired: 3, ready: 2 },
    { namespace: 'kube-system', name: 'kube-proxy', desired: 3, ready: 3 },
  ]);
  expect(unclaimedIn(reading, text)).toEqual([]);
});

it('leaves deployments and prose alone', () => {
  const text = 'NAME READY UP-TO-DATE AVAILABLE AGE\nweb 1/1 1 1 3d\nthe DESIRED state is 3';
  expect(readWith(kubectlGetDaemonsets, text).findings).toEqual([]);
});
