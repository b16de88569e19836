import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlDescribeServices } from './source.ts';

const sample = samplesOf('kubectl-describe-services')['descriptions.txt'] ?? '';
const reading = readWith(kubectlDescribeServices, sample);
const namespace = 'shop';

describe('kubectl describe', () => {
  it('reads a Service with its ports in their order', () => {
    expect(itemsIn(reading, 'kubernetes.services')).toEqual([
      {
        namespace,
        name: 'front',
        type: 'LoadBalancer',
        selector: ['app=front', 'tier=edge'],
        clusterAddress: '10.96.201.17',
        externalAddresses: [],
        externalAddressPending: true,
        ports: [
          { port: 80, nodePort: 31380, protocol: 'TCP' },
          { port: 443, nodePort: 31390, protocol: 'TCP' },
        ],
        targets: [
          { port: 80, targetPort: '8080' },
          { port: 443, targetPort: 'tls' },
        ],
        externalTrafficPolicy: 'Local',
      },
    ]);
  });

  it('reads endpoints of a Service, of Endpoints and of a slice', () => {
    expect(itemsIn(reading, 'kubernetes.endpoints')).toEqual([
      {
        namespace,
        service: 'front',
        slice: '',
        ready: ['10.244.1.7:8080', '10.244.2.8:8080', '10.244.3.9:8080'],
      },
      { namespace, service: 'cart', slice: '', ready: [], notReady: ['10.244.1.12', '10.244.2.20'] },
      { namespace, service: 'db', slice: 'db-9q7vw', ready: ['10.244.1.7'], notReady: ['10.244.2.8'] },
    ]);
  });

  it('reads an Ingress', () => {
    expect(itemsIn(reading, 'kubernetes.ingresses')).toEqual([
      {
        namespace,
        name: 'front',
        className: 'nginx',
        hasAddress: false,
        hosts: ['shop.example'],
        tlsSecrets: ['shop-tls'],
        backends: [
          { service: 'front', port: '80' },
          { service: 'cart', port: 'http' },
        ],
        annotations: [
          'nginx.ingress.kubernetes.io/backend-protocol=HTTPS',
          'nginx.ingress.kubernetes.io/ssl-redirect=false',
        ],
      },
    ]);
  });

  it('reads what a policy allows', () => {
    expect(itemsIn(reading, 'kubernetes.network-policies')).toEqual([
      {
        namespace,
        name: 'cart',
        podSelector: ['app=cart'],
        isolatesIngress: true,
        isolatesEgress: true,
        ingressRules: 2,
        egressRules: 1,
        egressAllowsDns: false,
      },
    ]);
  });

  it('reads labels and ports of pods and templates', () => {
    expect(itemsIn(reading, 'kubernetes.workloads')).toEqual([
      {
        namespace,
        kind: 'Deployment',
        name: 'cart',
        labels: ['app=cart', 'tier=back'],
        ports: [{ port: 8080 }, { port: 9090 }],
      },
      {
        namespace,
        kind: 'Pod',
        name: 'cart-7f9d6c5b8-9bx2t',
        labels: ['app=cart', 'pod-template-hash=7f9d6c5b8'],
        ports: [{ port: 8080 }],
      },
    ]);
    const commands = sample.split('\n').flatMap((line, at) => (line.startsWith('$ ') ? [at + 1] : []));
    expect(unclaimedIn(reading, sample)).toEqual(commands);
  });

  it('knows a policy that denies everything', () => {
    const text = [
      'Name:         default-deny',
      'Namespace:    shop',
      'Spec:',
      '  PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)',
      '  Allowing ingress traffic:',
      '    <none> (Selected pods are isolated for ingress connectivity)',
      '  Not affecting egress traffic',
      '  Policy Types: Ingress',
    ].join('\n');
    expect(itemsIn(readWith(kubectlDescribeServices, text), 'kubernetes.network-policies')).toMatchObject([
      { podSelector: [], isolatesIngress: true, isolatesEgress: false, ingressRules: 0 },
    ]);
  });

  it('leaves descriptions of other objects alone', () => {
    const node = 'Name:               worker-1\nRoles:              <none>\nConditions:\n  Ready  True';
    expect(readWith(kubectlDescribeServices, node)).toMatchObject({ findings: [], understood: [] });
  });
});

it('reads a Service whose description is cut off behind its endpoints', () => {
  const text =
    'Name:              tickets\nNamespace:         default\nType:              ClusterIP\nIP:                10.43.8.120\nPort:              http  80/TCP\nTargetPort:        80/TCP\nEndpoints:         10.42.1.40:80\n';
  expect(readWith(kubectlDescribeServices, text).findings.map((finding) => finding.fact)).toEqual([
    'kubernetes.services',
    'kubernetes.endpoints',
  ]);
});

it('knows that peers chosen by pod labels alone leave the DNS out', () => {
  const policy = (...peers: string[]) =>
    [
      'Name:         keep-inside',
      'Namespace:    shop',
      'Spec:',
      '  PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)',
      '  Not affecting ingress traffic',
      '  Allowing egress traffic:',
      '    To Port: <any> (traffic allowed to all ports)',
      ...peers.map((peer) => `    ${peer}`),
      '  Policy Types: Egress',
    ].join('\n');
  const of = (...peers: string[]) =>
    itemsIn(readWith(kubectlDescribeServices, policy(...peers)), 'kubernetes.network-policies');
  expect(of('To:', '  PodSelector: <none>')).toMatchObject([{ egressAllowsDns: false }]);
  expect(of('To:', '  NamespaceSelector: name=kube-system', '  PodSelector: k8s-app=kube-dns')).toMatchObject(
    [{ egressAllowsDns: true }],
  );
  expect(of('To: <any> (traffic not restricted by destination)')).toMatchObject([{ egressAllowsDns: true }]);
});

it('takes the name from the command where the first lines were cut off', () => {
  const text =
    'IP:                10.43.0.1\nPort:              https  443/TCP\nEndpoints:         10.5.3.178:6443,10.5.5.121:6443\nSession Affinity:  ClientIP\n';
  const reading = readWith(kubectlDescribeServices, text, 'kubectl describe svc kubernetes | tail -4');
  expect(itemsIn(reading, 'kubernetes.endpoints')).toMatchObject([
    { service: 'kubernetes', ready: ['10.5.3.178:6443', '10.5.5.121:6443'] },
  ]);
  expect(readWith(kubectlDescribeServices, text).findings).toEqual([]);
});

it('reads the lines that a filter left of a description', () => {
  const text =
    'Type:                     NodePort\nNodePort:                 http  31080/TCP\nEndpoints:                100.10.4.7:8080\nExternal Traffic Policy:  Local';
  const command = "kubectl -n web describe svc gate | grep -E 'Type|NodePort|Policy|Endpoints'";
  const reading = readWith(kubectlDescribeServices, text, command);
  expect(itemsIn(reading, 'kubernetes.services')).toEqual([
    { namespace: 'web', name: 'gate', externalTrafficPolicy: 'Local' },
  ]);
  expect(itemsIn(reading, 'kubernetes.endpoints')).toMatchObject([
    { service: 'gate', ready: ['100.10.4.7:8080'] },
  ]);
  expect(readWith(kubectlDescribeServices, text, 'kubectl describe pod gate-0').findings).toEqual([]);
});
