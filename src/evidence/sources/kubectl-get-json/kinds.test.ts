import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetJson } from './source.ts';

const samples = samplesOf('kubectl-get-json');
const manifests = samples['web.yaml.txt'] ?? '';
const objects = samples['services.yaml.txt'] ?? '';

describe('manifests, one after the other', () => {
  const reading = readWith(kubectlGetJson, manifests);

  it('tell labels and ports of a template', () => {
    expect(itemsIn(reading, 'kubernetes.workloads')).toEqual([
      {
        namespace: 'shop',
        kind: 'Deployment',
        name: 'web',
        labels: ['app=web', 'tier=front'],
        ports: [{ port: 3000, name: 'http' }, { port: 9113 }],
      },
    ]);
  });

  it("tell where a Service's ports lead, also when the kind comes first and the target is left out", () => {
    expect(itemsIn(reading, 'kubernetes.services')).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        type: 'ClusterIP',
        selector: ['app=web'],
        ports: [{ port: 80 }, { port: 9113 }],
        targets: [
          { port: 80, targetPort: 'http' },
          { port: 9113, targetPort: '9113' },
        ],
        externalAddresses: [],
      },
    ]);
  });

  it('tell class, hosts, backends and annotations of an Ingress', () => {
    expect(itemsIn(reading, 'kubernetes.ingresses')).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        className: 'nginx',
        hosts: ['shop.example'],
        tlsSecrets: ['shop-tls'],
        backends: [{ service: 'web', port: '80' }],
        annotations: ['nginx.ingress.kubernetes.io/backend-protocol=HTTPS'],
      },
    ]);
  });

  it('tell what a policy isolates and whether it lets DNS through', () => {
    expect(itemsIn(reading, 'kubernetes.network-policies')).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        podSelector: ['app=web'],
        isolatesIngress: true,
        isolatesEgress: true,
        ingressRules: 1,
        egressRules: 1,
        egressAllowsDns: false,
      },
    ]);
    expect(unclaimedIn(reading, manifests)).toEqual([1, 28, 41, 66]);
  });
});

describe('objects of a server, in a list of many kinds', () => {
  const reading = readWith(kubectlGetJson, objects);

  it('show a load balancer that has given no address', () => {
    expect(itemsIn(reading, 'kubernetes.services')).toEqual([
      {
        namespace: 'edge',
        name: 'gateway',
        type: 'LoadBalancer',
        clusterAddress: '10.96.201.17',
        selector: ['app=gateway'],
        ports: [{ port: 443, nodePort: 30443, protocol: 'TCP' }],
        targets: [{ port: 443, targetPort: '8443' }],
        externalAddresses: [],
        externalAddressPending: true,
        externalTrafficPolicy: 'Local',
        internalTrafficPolicy: 'Cluster',
      },
    ]);
  });

  it('show endpoints, ready or not, with their nodes', () => {
    const both = {
      namespace: 'edge',
      service: 'gateway',
      ready: ['10.244.1.14:8443'],
      notReady: ['10.244.2.9:8443'],
      nodes: ['worker-1'],
    };
    expect(itemsIn(reading, 'kubernetes.endpoints')).toEqual([
      { ...both, slice: '' },
      { ...both, slice: 'gateway-x7k2p' },
    ]);
  });

  it('show classes and the default among them', () => {
    expect(itemsIn(reading, 'kubernetes.ingress-classes')).toEqual([
      { name: 'traefik', controller: 'traefik.io/ingress-controller', isDefault: true },
    ]);
  });

  it('are not those of other groups with the same kind', () => {
    const text =
      'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: hello\nspec:\n  template: {}';
    expect(readWith(kubectlGetJson, text).findings).toEqual([]);
  });
});

it('an event tells what happened to whom', () => {
  const text = JSON.stringify({
    kind: 'Event',
    apiVersion: 'v1',
    involvedObject: { kind: 'Pod', name: 'web-0', namespace: 'shop' },
    reason: 'FailedScheduling',
    message: '0/3 nodes are available',
    type: 'Warning',
  });
  expect(itemsIn(readWith(kubectlGetJson, text), 'kubernetes.events')).toEqual([
    {
      type: 'Warning',
      reason: 'FailedScheduling',
      kind: 'Pod',
      name: 'web-0',
      namespace: 'shop',
      message: '0/3 nodes are available',
    },
  ]);
});

it("a node's conditions tell who says what", () => {
  const conditions = [
    { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' },
    { type: 'DiskPressure' },
  ];
  const text = JSON.stringify({ kind: 'Node', metadata: { name: 'node-1' }, status: { conditions } });
  expect(itemsIn(readWith(kubectlGetJson, text), 'kubernetes.node-conditions')).toEqual([
    { node: 'node-1', type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' },
  ]);
});
