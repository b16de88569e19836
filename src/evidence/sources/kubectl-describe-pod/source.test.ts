import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { kubectlDescribePod } from './source.ts';

const sample = samplesOf('kubectl-describe-pod')['waiting.txt'] ?? '';
const podsIn = (text: string) => itemsIn(readWith(kubectlDescribePod, text), 'kubernetes.pods');

it('tells the pod as a listing would', () => {
  expect(podsIn(sample)).toEqual([
    {
      namespace: 'kube-system',
      name: 'coredns-5d78c9869d-4xq7b',
      readyContainers: 0,
      containers: 1,
      status: 'CrashLoopBackOff',
      restarts: 17,
      address: '10.244.1.4',
      node: 'worker-1',
    },
  ]);
});

it('knows a pod that runs, one that no node has, and one whose preparation fails', () => {
  const running = sample
    .replace(/State: {10}Waiting\n {6}Reason: {7}CrashLoopBackOff/, 'State:          Running')
    .replace('Ready:          False', 'Ready:          True');
  expect(podsIn(running)).toMatchObject([{ status: 'Running', readyContainers: 1 }]);
  const pending =
    'Name:  web-0\nNamespace:  shop\nNode:  <none>\nStatus:  Pending\nIP:\nContainers:\n  web:\n    Ready:  False';
  expect(podsIn(pending)).toEqual([
    { namespace: 'shop', name: 'web-0', readyContainers: 0, containers: 1, status: 'Pending', restarts: 0 },
  ]);
  const init = sample.replace(
    'Containers:',
    'Init Containers:\n  install-cni:\n    State:          Waiting\n      Reason:       ErrImagePull\nContainers:',
  );
  expect(podsIn(init)).toMatchObject([{ status: 'Init:ErrImagePull' }]);
});

it('leaves descriptions of other things alone', () => {
  expect(podsIn('Name:  web\nNamespace:  shop\nSelector:  app=web\nStatus:  Active')).toEqual([]);
});
