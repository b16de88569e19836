import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetServices } from './source.ts';

const tables = samplesOf('kubectl-get-services')['tables.txt'] ?? '';

describe('tables of Services and what belongs to them', () => {
  const reading = readWith(kubectlGetServices, tables);

  it('show Services with their ports, addresses and selectors', () => {
    const namespace = null;
    expect(itemsIn(reading, 'kubernetes.services')).toEqual([
      {
        namespace,
        name: 'cart',
        type: 'ClusterIP',
        clusterAddress: '10.96.14.20',
        externalAddresses: [],
        ports: [{ port: 8080, protocol: 'TCP' }],
        selector: ['app=cart', 'tier=back'],
      },
      {
        namespace,
        name: 'db',
        type: 'ClusterIP',
        clusterAddress: 'None',
        externalAddresses: [],
        ports: [{ port: 5432, protocol: 'TCP' }],
        selector: ['app=db'],
      },
      {
        namespace,
        name: 'front',
        type: 'LoadBalancer',
        clusterAddress: '10.96.201.17',
        externalAddresses: [],
        externalAddressPending: true,
        ports: [
          { port: 80, nodePort: 31380, protocol: 'TCP' },
          { port: 443, nodePort: 31390, protocol: 'TCP' },
        ],
        selector: ['app=front'],
      },
      {
        namespace,
        name: 'partner',
        type: 'ExternalName',
        externalName: 'api.partner.example',
        ports: [],
        selector: [],
      },
      {
        namespace,
        name: 'static',
        type: 'NodePort',
        clusterAddress: '10.96.77.3',
        externalAddresses: ['192.168.7.20', '192.168.7.21'],
        ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
        selector: [],
      },
    ]);
  });

  it('show endpoints; a slice only where it has none, for readiness is not shown', () => {
    expect(itemsIn(reading, 'kubernetes.endpoints')).toEqual([
      { namespace: null, service: 'cart', slice: '', ready: [] },
      {
        namespace: null,
        service: 'db',
        slice: '',
        ready: ['10.244.1.7:5432', '10.244.2.8:5432', '10.244.3.9:5432'],
      },
      { namespace: null, service: 'cart', slice: 'cart-5xk2p', ready: [] },
    ]);
  });

  it('show ingresses, classes and policies', () => {
    expect(itemsIn(reading, 'kubernetes.ingresses')).toEqual([
      { namespace: 'shop', name: 'front', className: null, hosts: ['shop.example'], hasAddress: false },
      { namespace: 'shop', name: 'docs', className: 'nginx', hosts: [], hasAddress: true },
    ]);
    expect(itemsIn(reading, 'kubernetes.ingress-classes')).toEqual([
      { name: 'nginx', controller: 'k8s.io/ingress-nginx' },
    ]);
    expect(itemsIn(reading, 'kubernetes.network-policies')).toEqual([
      { namespace: null, name: 'default-deny-all', podSelector: [] },
      { namespace: null, name: 'cart-from-front', podSelector: ['app=cart'] },
    ]);
    expect(unclaimedIn(reading, tables)).toEqual([1, 8, 12, 16, 20, 23]);
  });
});

describe('parts of tables', () => {
  it('are read without a header when a row names its type, and under that of kubectl before 1.7', () => {
    const grepped = readWith(
      kubectlGetServices,
      'shop service/cart ClusterIP 10.96.14.20 <none> 8080/TCP 40d',
    );
    expect(itemsIn(grepped, 'kubernetes.services')).toMatchObject([{ namespace: 'shop', name: 'cart' }]);
    const old =
      'NAME      CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE\nweb       10.3.0.8     <nodes>       80/TCP    1h';
    const reading = readWith(kubectlGetServices, old, 'kubectl get svc -n edge');
    expect(itemsIn(reading, 'kubernetes.services')).toEqual([
      {
        namespace: 'edge',
        name: 'web',
        clusterAddress: '10.3.0.8',
        externalAddresses: [],
        ports: [{ port: 80, protocol: 'TCP' }],
      },
    ]);
  });

  it('are empty only when all namespaces were asked', () => {
    expect(emptyIn(readWith(kubectlGetServices, 'No resources found', 'kubectl get netpol -A'))).toEqual([
      'kubernetes.network-policies',
    ]);
    expect(emptyIn(readWith(kubectlGetServices, 'No resources found', 'kubectl get ingressclass'))).toEqual([
      'kubernetes.ingress-classes',
    ]);
    const one = readWith(
      kubectlGetServices,
      'No resources found in shop namespace.',
      'kubectl get ing -n shop',
    );
    expect([emptyIn(one), one.understood]).toEqual([[], [[1, 1]]]);
  });

  it('show the labels of pods, and of what makes them', () => {
    const pods =
      'NAME    READY   STATUS    RESTARTS   AGE   LABELS\nweb-0   1/1     Running   0          3d    app=web,tier=front';
    expect(itemsIn(readWith(kubectlGetServices, pods), 'kubernetes.workloads')).toEqual([
      { namespace: null, kind: 'Pod', name: 'web-0', labels: ['app=web', 'tier=front'], ports: [] },
    ]);
    const deployments =
      'NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES    SELECTOR\nweb    1/1     1            1           3d    web          web:1.4   app=web';
    expect(itemsIn(readWith(kubectlGetServices, deployments), 'kubernetes.workloads')).toMatchObject([
      { name: 'web', labels: ['app=web'] },
    ]);
  });

  it('are not lines of other tables', () => {
    const pods = 'NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          3d';
    expect(readWith(kubectlGetServices, pods)).toMatchObject({ findings: [], understood: [] });
  });
});

it("takes the addresses of the API servers' own slice from its table", () => {
  const text =
    'NAME         ADDRESSTYPE   PORTS   ENDPOINTS           AGE\nkubernetes   IPv4          6443    10.0.0.4,10.0.0.5   9h\n';
  const reading = readWith(kubectlGetServices, text, 'kubectl get endpointslices -n default');
  expect(itemsIn(reading, 'kubernetes.endpoints')).toEqual([
    { namespace: 'default', service: 'kubernetes', slice: 'kubernetes', ready: ['10.0.0.4', '10.0.0.5'] },
  ]);
});

it('reads an Ingress without an address although a longer host moved the cells behind it', () => {
  const text =
    'NAME    CLASS        HOSTS             ADDRESS   PORTS   AGE\nstaff   nginx-priv   staff.corp.example             80, 443      20m';
  expect(readWith(kubectlGetServices, text).findings).toMatchObject([
    { item: { name: 'staff', className: 'nginx-priv', hasAddress: false } },
  ]);
});

it('reads the column names of Kubernetes 1.1', () => {
  const text =
    'NAME       CLUSTER_IP   EXTERNAL_IP   PORT(S)         SELECTOR           AGE\nkube-dns   11.1.2.10    <none>        53/UDP,53/TCP   k8s-app=kube-dns   19m';
  expect(itemsIn(readWith(kubectlGetServices, text), 'kubernetes.services')).toMatchObject([
    { name: 'kube-dns', clusterAddress: '11.1.2.10' },
  ]);
});

it('reads a policy that was asked for alone', () => {
  const of = (text: string, command: string) =>
    itemsIn(readWith(kubectlGetServices, text, command), 'kubernetes.services');
  const path = "-o jsonpath='{.spec.externalTrafficPolicy}'";
  expect(of('Local', `kubectl -n shop get svc web ${path}`)).toEqual([
    { namespace: 'shop', name: 'web', externalTrafficPolicy: 'Local' },
  ]);
  expect(of('Cluster', `kubectl get service/web ${path}`)).toMatchObject([{ name: 'web' }]);
  expect(of('Local', `kubectl get pods ${path}`)).toEqual([]);
  expect(of('Local', "kubectl get svc web -o jsonpath='{.metadata.name}'")).toEqual([]);
});

it('reads the table of Kubernetes 1.0', () => {
  const text =
    'NAME           LABELS                                    SELECTOR            IP(S)        PORT(S)\nkubernetes     component=apiserver,provider=kubernetes   <none>              10.3.0.1     443/TCP\nredis-master   name=redis-master                         name=redis-master   10.3.90.61   6379/TCP';
  expect(itemsIn(readWith(kubectlGetServices, text), 'kubernetes.services')).toMatchObject([
    { name: 'kubernetes', clusterAddress: '10.3.0.1' },
    { name: 'redis-master', clusterAddress: '10.3.90.61', selector: ['name=redis-master'] },
  ]);
});

it('keeps the addresses that the table of EndpointSlices shows', () => {
  const text =
    'NAME              ADDRESSTYPE   PORTS   ENDPOINTS                     AGE\ntelemetry-2vqxp   IPv4          6858    172.18.209.90,172.18.210.4    40d';
  expect(itemsIn(readWith(kubectlGetServices, text), 'kubernetes.listed-endpoints')).toEqual([
    { namespace: null, service: 'telemetry', addresses: ['172.18.209.90', '172.18.210.4'], port: 6858 },
  ]);
});
