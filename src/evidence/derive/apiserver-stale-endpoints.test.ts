import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const stale = 'apiserver.stale-endpoints';
const elsewhere = 'apiserver.advertised-elsewhere';

const nodes = {
  command: 'kubectl get nodes -o wide',
  text: [
    'NAME   STATUS   ROLES           AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME',
    'cp1    Ready    control-plane   3d    v1.29.3   10.61.189.90   <none>   Debian   6.1.0   containerd://1.7.2',
    'w1     Ready    <none>          3d    v1.29.3   10.61.170.34   <none>   Debian   6.1.0   containerd://1.7.2',
  ].join('\n'),
};
const endpoints = (addresses: string) => ({
  command: 'kubectl get endpoints kubernetes',
  text: `NAME         ENDPOINTS                    AGE\nkubernetes   ${addresses}   2d\n`,
});

it('names addresses that no control plane node has, a worker’s too', () => {
  const texts = [nodes, endpoints('10.61.170.34:443,10.61.189.90:443')];
  expect(valuesFrom(stale, [], texts)).toEqual([['10.61.170.34']]);
  expect(valuesFrom(elsewhere, [], texts)).toEqual([[]]);
});

it('finds none stale when each is a control plane node’s', () => {
  expect(valuesFrom(stale, [], [nodes, endpoints('10.61.189.90:6443')])).toEqual([[]]);
});

it('is unknown without a control plane node, and when all are advertised elsewhere', () => {
  const workers = { ...nodes, text: nodes.text.replace('control-plane', '<none>       ') };
  expect(valuesFrom(stale, [], [workers, endpoints('10.61.189.90:443')])).toEqual([]);
  expect(valuesFrom(stale, [], [nodes, endpoints('192.168.7.2:6443')])).toEqual([]);
});

it('names those to which only the proxy leads', () => {
  const rule =
    '-A KUBE-SEP-A -m comment --comment "default/kubernetes:https" -m tcp -j DNAT --to-destination 10.61.189.95:6443';
  const logged =
    'endpoints.go:234] Setting endpoints for "default/kubernetes:https" to [10.61.189.90:6443 10.61.189.95:6443]';
  expect(valuesFrom(stale, [], [endpoints('10.61.189.90:6443'), { text: rule }])).toEqual([['10.61.189.95']]);
  expect(valuesFrom(stale, [], [nodes, { text: logged }])).toEqual([['10.61.189.95']]);
});
