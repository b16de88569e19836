import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { clusterCidr } from './source.ts';

const samples = samplesOf('cluster-cidr');
const sample = (name: string): string => samples[name] ?? '';

/** `pods 10.244.0.0/16 @6` for each finding. */
const found = (text: string, command: string | null = null): string[] =>
  readWith(clusterCidr, text, command).findings.map((finding) => {
    const of = finding.fact === 'kubernetes.pod-cidrs' ? 'pods' : 'services';
    return `${of} ${'item' in finding ? finding.item : ''} @${finding.lines[0]}`;
  });

describe('cluster-cidr', () => {
  it('reads the flags of the control plane', () => {
    expect(found(sample('kube-controller-manager.txt'))).toEqual([
      'pods 10.244.0.0/16 @6',
      'pods fd00:10:244::/56 @6',
      'services 10.96.0.0/12 @9',
    ]);
    expect(
      found('kube-proxy --cluster-cidr 10.200.0.0/16 \\\n--service-cluster-ip-range "10.32.0.0/24"'),
    ).toEqual(['pods 10.200.0.0/16 @1', 'services 10.32.0.0/24 @2']);
    expect(found('I0101 12:00:00.000000 1 flags.go:64] FLAG: --cluster-cidr="10.244.0.0/16"')).toEqual([
      'pods 10.244.0.0/16 @1',
    ]);
    expect(found('FLAG: --cluster-cidr=""')).toEqual([]);
  });

  it.each([
    ['clusterCIDR: 10.32.0.0/12', ['pods 10.32.0.0/12 @1']],
    ['  serviceClusterIPRange: 10.32.0.0/14', ['services 10.32.0.0/14 @1']],
    [
      'cluster-cidr: "10.42.0.0/16"\nservice-cidr: 10.43.0.0/16',
      ['pods 10.42.0.0/16 @1', 'services 10.43.0.0/16 @2'],
    ],
    [
      '    podCIDR: 10.244.0.0/16\n    serviceCIDR: 10.96.0.0/12',
      ['pods 10.244.0.0/16 @1', 'services 10.96.0.0/12 @2'],
    ],
    [
      'PodCIDR:                      10.244.1.0/24\nPodCIDRs:                     10.244.1.0/24',
      ['pods 10.244.1.0/24 @1', 'pods 10.244.1.0/24 @2'],
    ],
    ['FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.1.1/24', ['pods 10.244.0.0/16 @1']],
    ['"Updating Pod CIDR" originalPodCIDR="" newPodCIDR="10.244.1.0/24"', ['pods 10.244.1.0/24 @1']],
    ['{"Network":"10.244.0.0/16","Backend":{"Type":"vxlan"}}', ['pods 10.244.0.0/16 @1']],
    ['        "serviceIpv4Cidr": "172.20.0.0/16",', ['services 172.20.0.0/16 @1']],
    ['--pod-network-cidr=***.244.0.0/16', ['pods ***.244.0.0/16 @1']],
    ['| IP Pool  | 192.168.0.0/16 |      65536 | 9 (0%)     | 65527 (100%) |', ['pods 192.168.0.0/16 @1']],
    ['- name: CALICO_IPV4POOL_CIDR\n  value: "10.50.0.0/16"', ['pods 10.50.0.0/16 @2']],
    [
      'clusterNetwork:\n- cidr: 10.128.0.0/14\n  hostPrefix: 23\nserviceNetwork:\n- 172.30.0.0/16',
      ['pods 10.128.0.0/14 @2', 'services 172.30.0.0/16 @5'],
    ],
  ])('reads %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('reads configurations of kubeadm, flannel and Calico', () => {
    expect(found(sample('kubeadm-config.txt'))).toEqual([
      'pods 10.244.0.0/16 @6',
      'services 10.96.0.0/12 @7',
    ]);
    expect(found(sample('flannel-config-map.txt'))).toEqual(['pods 10.244.0.0/16 @4']);
    expect(found(sample('ippool.yaml.txt'))).toEqual(['pods 192.168.0.0/16 @7']);
  });

  it('reads the table of pools', () => {
    const text = sample('calicoctl-ippool.txt');
    expect(found(text)).toEqual(['pods 10.80.0.0/14 @2']);
    expect(unclaimedIn(readWith(clusterCidr, text), text)).toEqual([]);
  });

  it('reads the Go form of a pool when the command says that it is one', () => {
    const text = 'map[blockSize:26 cidr:192.168.0.0/16 ipipMode:Always natOutgoing:true nodeSelector:all()]';
    expect(
      found(text, "kubectl get ippools.crd.projectcalico.org default-ipv4-ippool -o jsonpath='{.spec}'"),
    ).toEqual(['pods 192.168.0.0/16 @1']);
    expect(found(text)).toEqual([]);
  });

  it('reads lists that stand on the lines below', () => {
    expect(found('  podCIDRs:\n  - 10.244.0.0/24\n  - fd00::/64\n  taints:\n  - 10.9.0.0/16')).toEqual([
      'pods 10.244.0.0/24 @2',
      'pods fd00::/64 @3',
    ]);
    expect(found('"podCIDRs": [\n   "10.244.0.0/24"\n],\n"other": "10.9.0.0/16"')).toEqual([
      'pods 10.244.0.0/24 @2',
    ]);
  });

  it('reads bare ranges when the command asked for them', () => {
    expect(
      found(
        '10.244.0.0/24 10.244.1.0/24root@node:~#',
        "kubectl get nodes -o jsonpath='{.items[*].spec.podCIDR}'",
      ),
    ).toEqual(['pods 10.244.0.0/24 @1']);
    expect(
      found(
        'NAME     CIDR\nnode-1   10.244.0.0/24',
        'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR',
      ),
    ).toEqual(['pods 10.244.0.0/24 @2']);
    expect(found('10.244.0.0/24')).toEqual([]);
    expect(
      found(
        '10.244.0.0/24root@node:~# az aks show\n203.0.113.0/24',
        'kubectl get nodes -o jsonpath={.items[0].spec.podCIDR}',
      ),
    ).toEqual([]);
  });

  it('reads that no node has a range', () => {
    const command = 'kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR';
    const none = readWith(clusterCidr, 'NAME   CIDR\nn1     <none>\nn2     <none>', command);
    expect(none.findings).toMatchObject([{ fact: 'kubernetes.pod-cidrs', none: true }]);
    const some = readWith(clusterCidr, 'NAME   CIDR\nn1     <none>\nn2     10.244.1.0/24', command);
    expect(some.findings).toMatchObject([{ fact: 'kubernetes.pod-cidrs', item: '10.244.1.0/24' }]);
  });

  it('takes no range that nothing names', () => {
    const text =
      'inet 10.244.0.0/32 scope global flannel.1\npodCIDR is missing, see 10.1.0.0/16\n"Subnet": "172.17.0.0/16"\nsourceRanges: 10.0.0.0/8\ncidr: 10.9.0.0/16\n"podCidr": "10.244.0.0/16"';
    expect(found(text)).toEqual([]);
  });
});

it('reads pools of an Installation, of a set of Calico, and what Cilium allocates from', () => {
  const pods = (text: string, command: string | null = null) =>
    itemsIn(readWith(clusterCidr, text, command), 'kubernetes.pod-cidrs');
  expect(pods('    ipPools:\n    - blockSize: 26\n      cidr: 192.168.0.0/16')).toEqual(['192.168.0.0/16']);
  expect(pods('Members:\n192.168.0.0/16', 'ipset list cali40masq-ipam-pools')).toEqual(['192.168.0.0/16']);
  expect(pods('IPAM:   IPv4: 2/254 allocated from 10.0.0.0/24,')).toEqual(['10.0.0.0/24']);
  expect(pods('Members:\n192.168.0.0/16', 'ipset list blocked')).toEqual([]);
});

it('knows what kubeadm gives Services when only pods are named, and the range of a bridge', () => {
  expect(found('kubeadm init --pod-network-cidr=10.96.0.0/16')).toContain('services 10.96.0.0/12 @1');
  expect(found('kubeadm init --pod-network-cidr=10.96.0.0/16 --service-cidr=10.32.0.0/16')).not.toContain(
    'services 10.96.0.0/12 @1',
  );
  expect(found('{ "ipam": { "type": "host-local", "subnet": "10.200.4.0/24" } }')).toEqual([
    'pods 10.200.4.0/24 @1',
  ]);
});

it('knows the pool of Cilium that a command asks for', () => {
  const command = "kubectl -n kube-system get cm cilium-config -o jsonpath='{.data.cluster-pool-ipv4-cidr}'";
  expect(readWith(clusterCidr, '10.0.0.0/8', command).findings).toMatchObject([
    { fact: 'kubernetes.pod-cidrs', item: '10.0.0.0/8' },
  ]);
});
