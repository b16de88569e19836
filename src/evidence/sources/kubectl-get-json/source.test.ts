import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetJson } from './source.ts';

const samples = samplesOf('kubectl-get-json');
const nodes = samples['nodes.json.txt'] ?? '';
const pods = samples['pods.yaml.txt'] ?? '';

describe('kubectl get -o json', () => {
  it('gives no controls that decoding brings back', () => {
    const reading = readWith(
      kubectlGetJson,
      nodes
        .replaceAll('10.244.0.0/24', '10.244.0.0/24\\u0007')
        .replaceAll('master-0', 'master\\u202e-0')
        .replaceAll('role.kubernetes.io/control-plane', 'role.kubernetes.io/control\\u001b-plane'),
    );
    expect(itemsIn(reading, 'kubernetes.nodes')[0]).toMatchObject({
      name: 'master-0',
      roles: ['control-plane'],
    });
    expect(itemsIn(reading, 'kubernetes.pod-cidrs')[0]).toBe('10.244.0.0/24');
  });

  it('reads nodes and the ranges of their pods, each on its own lines', () => {
    const reading = readWith(kubectlGetJson, nodes);
    expect(itemsIn(reading, 'kubernetes.nodes')).toEqual([
      {
        name: 'master-0',
        ready: true,
        status: 'Ready',
        roles: ['control-plane'],
        version: 'v1.28.2',
        internalAddress: '192.168.10.20',
        podCidr: '10.244.0.0/24',
      },
      { name: 'worker-1', ready: false, status: 'NotReady,SchedulingDisabled', roles: [] },
    ]);
    expect(itemsIn(reading, 'kubernetes.pod-cidrs')).toEqual(['10.244.0.0/24', 'fd00:10:244::/64']);
    const places = reading.findings.filter(({ fact }) => fact !== 'kubernetes.node-conditions');
    expect(places.map((finding) => finding.lines)).toEqual([
      [4, 43],
      [4, 43],
      [4, 43],
      [44, 62],
    ]);
    expect(unclaimedIn(reading, nodes)).toEqual([]);
  });

  it('reads one pod, in the midst of other lines', () => {
    const text =
      'here it is:\n{\n "apiVersion": "v1",\n "kind": "Pod",\n "metadata": {"name": "web-0", "namespace": "shop", "deletionTimestamp": "2024-03-01T10:00:00Z"},\n "spec": {"containers": [{"name": "web"}, {"name": "proxy"}]},\n "status": {"phase": "Running", "containerStatuses": [{"ready": true, "restartCount": 2}]}\n}\nthanks';
    const reading = readWith(kubectlGetJson, text);
    expect(itemsIn(reading, 'kubernetes.pods')).toEqual([
      {
        namespace: 'shop',
        name: 'web-0',
        readyContainers: 1,
        containers: 2,
        status: 'Terminating',
        restarts: 2,
      },
    ]);
    expect(unclaimedIn(reading, text)).toEqual([1, 9]);
  });

  it('says that a document is cut off', () => {
    const text = nodes.split('\n').slice(0, 30).join('\n');
    expect(readWith(kubectlGetJson, text).unreadable).toEqual([[1, 30]]);
    expect(
      readWith(kubectlGetJson, '{\n  "apiVersion": "v1",\n  "items": [', 'kubectl get pods -o json')
        .unreadable,
    ).toEqual([[1, 3]]);
  });

  it('knows an empty list of pods', () => {
    const text = '{\n    "apiVersion": "v1",\n    "items": [],\n    "kind": "List"\n}';
    expect(emptyIn(readWith(kubectlGetJson, text, 'kubectl get pods -A -o json'))).toEqual([
      'kubernetes.pods',
    ]);
    expect(emptyIn(readWith(kubectlGetJson, text, 'kubectl get svc -A -o json'))).toEqual([
      'kubernetes.services',
    ]);
    expect(emptyIn(readWith(kubectlGetJson, text, 'kubectl get svc -o json'))).toEqual([]);
  });

  it('leaves objects of other kinds alone, and pods that are only meant to be', () => {
    for (const text of [
      '{\n  "kind": "Status",\n  "code": 400\n}',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0',
    ]) {
      const reading = readWith(kubectlGetJson, text);
      expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
    }
  });
});

describe('kubectl get -o yaml', () => {
  it('reads pods with the status that kubectl would print', () => {
    const reading = readWith(kubectlGetJson, pods);
    expect(itemsIn(reading, 'kubernetes.pods')).toEqual([
      {
        namespace: 'kube-system',
        name: 'agent-75cd5d8b95-7q9dm',
        readyContainers: 0,
        containers: 1,
        status: 'CrashLoopBackOff',
        restarts: 7,
        address: '10.244.1.9',
        node: 'worker-1',
      },
      {
        namespace: 'kube-system',
        name: 'calico-node-t5wqz',
        readyContainers: 0,
        containers: 1,
        status: 'Init:1/2',
        restarts: 0,
      },
    ]);
    const podsFound = reading.findings.filter(({ fact }) => fact === 'kubernetes.pods');
    expect(podsFound.map((finding) => finding.lines)).toEqual([
      [3, 24],
      [25, 58],
    ]);
    expect(unclaimedIn(reading, pods)).toEqual([]);
  });

  it('ends a document where other lines follow', () => {
    const text = `${pods}and then\n$ ls`;
    const reading = readWith(kubectlGetJson, text);
    expect(itemsIn(reading, 'kubernetes.pods')).toHaveLength(2);
    expect(unclaimedIn(reading, text)).toEqual([62, 63]);
  });

  it('refuses aliases and broken indentation without an exception', () => {
    const bomb = 'apiVersion: v1\nkind: Pod\nmetadata: &a [x, x]\nspec: [*a, *a]\nstatus: {}';
    expect(readWith(kubectlGetJson, bomb).unreadable).toEqual([[1, 5]]);
    expect(
      readWith(kubectlGetJson, 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "a\n  b: {').unreadable,
    ).toHaveLength(1);
  });
});

it('knows that a policy whose peers are pods of its own namespace leaves the DNS out', () => {
  const of = (namespace: string, peer: object) =>
    itemsIn(
      readWith(
        kubectlGetJson,
        JSON.stringify({
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'keep-inside', namespace },
          spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [peer] }] },
        }),
      ),
      'kubernetes.network-policies',
    );
  expect(of('shop', { podSelector: {} })).toMatchObject([{ egressAllowsDns: false }]);
  expect(of('kube-system', { podSelector: {} })).toMatchObject([{ egressAllowsDns: true }]);
  expect(of('shop', { namespaceSelector: {}, podSelector: {} })).toMatchObject([{ egressAllowsDns: true }]);
  expect(of('shop', { ipBlock: { cidr: '0.0.0.0/0' } })).toMatchObject([{ egressAllowsDns: true }]);
});

it('reads what the policies of Cilium isolate', () => {
  const of = (spec: object) =>
    itemsIn(
      readWith(
        kubectlGetJson,
        JSON.stringify({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'watcher', namespace: 'watch' },
          spec: { endpointSelector: { matchLabels: { app: 'watcher' } }, ...spec },
        }),
      ),
      'kubernetes.network-policies',
    );
  const ports = (port: string) => [{ ports: [{ port, protocol: 'ANY' }] }];
  expect(of({ egress: [{ toPorts: ports('443') }] })).toMatchObject([
    { podSelector: ['app=watcher'], isolatesIngress: false, isolatesEgress: true, egressAllowsDns: false },
  ]);
  expect(of({ egress: [{ toPorts: ports('53') }] })).toMatchObject([{ egressAllowsDns: true }]);
  expect(of({ egress: [{ toEntities: ['all'] }] })).toMatchObject([{ egressAllowsDns: true }]);
  expect(of({ egress: [{ toFQDNs: [{ matchName: 'example.com' }] }] })).toMatchObject([
    { egressRules: 1, egressAllowsDns: false },
  ]);
  expect(of({ ingress: [{}] })).toMatchObject([
    { isolatesIngress: true, ingressRules: 0, isolatesEgress: false },
  ]);
});
