import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetPods } from './source.ts';

const samples = samplesOf('kubectl-get-pods');
const sample = (name: string): string => samples[name] ?? '';
const podsIn = (text: string, command: string | null = null) =>
  itemsIn(readWith(kubectlGetPods, text, command), 'kubernetes.pods');

describe('kubectl get pods', () => {
  it('reads the wide table of all namespaces', () => {
    expect(podsIn(sample('wide-all-namespaces.txt'))).toEqual([
      {
        namespace: 'kube-flannel',
        name: 'kube-flannel-ds-p4x8n',
        readyContainers: 1,
        containers: 1,
        status: 'Running',
        restarts: 0,
        address: '192.168.10.20',
        node: 'master-0',
      },
      {
        namespace: 'kube-system',
        name: 'calico-kube-controllers-6c99c8747f-x7w2k',
        readyContainers: 1,
        containers: 1,
        status: 'Running',
        restarts: 21,
        address: '10.244.118.4',
        node: 'worker-1',
      },
      {
        namespace: 'kube-system',
        name: 'calico-node-t5wqz',
        readyContainers: 0,
        containers: 1,
        status: 'Init:1/2',
        restarts: 5,
        address: '100.64.66.8',
        node: 'worker-2',
      },
      {
        namespace: 'kube-system',
        name: 'coredns-5dd5756b68-2hb4k',
        readyContainers: 0,
        containers: 1,
        status: 'ContainerCreating',
        restarts: 0,
        node: 'worker-1',
      },
      { namespace: 'shop', name: 'web-0', readyContainers: 0, containers: 2, status: 'Pending', restarts: 0 },
    ]);
  });

  it('claims every line of that table and keeps each pod on its own line', () => {
    const text = sample('wide-all-namespaces.txt');
    expect(unclaimedIn(readWith(kubectlGetPods, text), text)).toEqual([]);
    expect(readWith(kubectlGetPods, text).findings.map((finding) => finding.lines)).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
      [6, 6],
    ]);
  });

  it('takes the pods out of several tables and leaves the others alone', () => {
    const text = sample('old-columns.txt');
    expect(podsIn(text)).toEqual([
      {
        namespace: null,
        name: 'web-6c8bf4b9d7-hs2vq',
        readyContainers: 1,
        containers: 1,
        status: 'Running',
        restarts: 0,
        address: '10.244.3.31',
        node: 'node-2',
      },
      {
        namespace: null,
        name: 'api-7d8f9c6b54-zz9tk',
        readyContainers: 0,
        containers: 1,
        status: 'Error',
        restarts: 12,
        address: '10.244.3.32',
        node: 'node-2',
      },
    ]);
    expect(unclaimedIn(readWith(kubectlGetPods, text), text)).toEqual([5, 6, 7]);
    expect(podsIn(sample('get-all.txt'))).toHaveLength(2);
  });

  it('takes the namespace from the command when the table has no such column', () => {
    const text = 'NAME      READY   STATUS    RESTARTS   AGE\ntest      1/1     Running   0          41m';
    expect(podsIn(text, 'kubectl get pods -n shop')).toMatchObject([{ namespace: 'shop', name: 'test' }]);
    expect(podsIn(text, 'kubectl --namespace=shop get po')).toMatchObject([{ namespace: 'shop' }]);
    expect(podsIn(text)).toMatchObject([{ namespace: null }]);
  });

  it('reads rows without a header, between lines that are not its own', () => {
    const text =
      'then we saw\nkube-system   kube-proxy-9h9qf   1/1   Running   3 (4d ago)   24d   10.20.0.16   node-2   <none>   <none>\nweb  1/1  1  1  5d\njob-1   1/1   5s   3d';
    expect(podsIn(text)).toEqual([
      {
        namespace: 'kube-system',
        name: 'kube-proxy-9h9qf',
        readyContainers: 1,
        containers: 1,
        status: 'Running',
        restarts: 3,
        address: '10.20.0.16',
        node: 'node-2',
      },
    ]);
    expect(unclaimedIn(readWith(kubectlGetPods, text), text)).toEqual([1, 3, 4]);
  });

  it('passes over marks of lines left out and says which rows are cut off', () => {
    const text =
      'NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          3d\n......\nweb-9   0/1     Cra';
    const reading = readWith(kubectlGetPods, text);
    expect(itemsIn(reading, 'kubernetes.pods')).toHaveLength(1);
    expect(reading.understood).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(reading.unreadable).toEqual([[4, 4]]);
  });

  it('knows that there are no pods only when all pods were asked for', () => {
    const none = (command: string | null) => {
      const reading = readWith(kubectlGetPods, 'No resources found.', command);
      return [emptyIn(reading), reading.understood.length];
    };
    expect(none('kubectl get po -A')).toEqual([['kubernetes.pods'], 0]);
    expect(none('kubectl get pods')).toEqual([[], 1]);
    expect(none('kubectl get pods -A -l app=web')).toEqual([[], 1]);
    expect(none('kubectl get svc -A')).toEqual([[], 0]);
    expect(none(null)).toEqual([[], 0]);
  });

  it('reads nothing from other tables', () => {
    const text =
      'NAME   TYPE   CLUSTER-IP   AGE\nkubernetes   ClusterIP   10.0.0.1   4d\nNAME   READY   UP-TO-DATE   AVAILABLE   AGE\nweb   1/2   2   1   12m';
    const reading = readWith(kubectlGetPods, text);
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });
});

it('knows that the cluster has no DNS pods when a listing by their label is empty', () => {
  const of = (text: string, command: string) => readWith(kubectlGetPods, text, command).findings;
  const empty = 'No resources found in kube-system namespace.';
  expect(of(empty, 'kubectl -n kube-system get pods -l k8s-app=kube-dns')).toMatchObject([
    { fact: 'dns.pods-missing', value: true },
  ]);
  expect(of(empty, 'kubectl -n kube-system get pods -l k8s-app=cilium')).toEqual([]);
  expect(of('No resources found in default namespace.', 'kubectl get pods -l k8s-app=kube-dns')).toEqual([]);
});
