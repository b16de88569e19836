import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const found = (...rows: string[]) =>
  valuesFrom(
    'pods.shared-addresses',
    [],
    [
      {
        command: 'kubectl get pods -o wide',
        text: ['NAME READY STATUS RESTARTS AGE IP NODE', ...rows].join('\n'),
      },
    ],
  );

it('finds an address that pods of two nodes have', () => {
  expect(found('web-0 1/1 Running 0 1d 10.244.0.3 n1', 'cart-0 1/1 Running 0 9d 10.244.0.3 n2')).toEqual([
    [{ address: '10.244.0.3', pods: ['web-0', 'cart-0'] }],
  ]);
});

it('passes over the host network of one node, and over pods that have ended', () => {
  expect(
    found('kube-proxy-a 1/1 Running 0 1d 10.1.0.3 n1', 'calico-node-b 1/1 Running 0 9d 10.1.0.3 n1'),
  ).toEqual([[]]);
  expect(found('web-0 1/1 Running 0 1d 10.244.0.3 n1', 'job-0 0/1 Completed 0 9d 10.244.0.3 n2')).toEqual([]);
});
