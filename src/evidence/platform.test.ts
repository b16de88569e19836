import { expect, it } from 'vitest';
import { inferPlatform } from './platform.ts';

const infer = (...lines: string[]) => inferPlatform([{ lines }]);

it.each([
  [
    'aks',
    'Unable to connect to the server: dial tcp: lookup dev-5a1b2c3d.hcp.westeurope.azmk8s.io: i/o timeout',
  ],
  ['aks', 'aks-nodepool1-12345678-vmss000000   Ready    agent   10d   v1.27.7'],
  ['eks', 'Get "https://0123ABCD.gr7.eu-west-1.eks.amazonaws.com/api": dial tcp 10.0.0.1:443: i/o timeout'],
  ['eks', 'ip-10-0-1-5.ec2.internal   Ready   <none>   3d   v1.29.0-eks-5e0fdde'],
  ['gke', 'n1   Ready   <none>   3d   v1.27.3-gke.100'],
  ['gke', 'gke-prod-default-pool-1a2b3c4d-x2f9   Ready   <none>   3d'],
  ['gke', '*   gke_my-project_europe-west1-b_prod   gke_my-project_europe-west1-b_prod'],
  ['k3s', 'n1   Ready   master   3d   v1.28.4+k3s2'],
  ['rke2', 'n1   Ready   master   3d   v1.28.4+rke2r1'],
  ['k0s', 'n1   Ready   <none>   3d   v1.28.4+k0s'],
  ['openshift', 'openshift-dns      dns-default-x2k4p     2/2   Running   0   3d'],
  ['kubeadm', '$ kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef'],
  ['kubeadm', 'root@n1:~# kubeadm reset'],
])('tells %s by its mark', (platform, line) => {
  expect(infer('x', line)).toBe(platform);
});

it('tells kubeadm by its file together with the pod that it makes', () => {
  const pod = 'kube-apiserver-node-1   1/1   Running   0   3d';
  const file = 'export KUBECONFIG=/etc/kubernetes/admin.conf';
  expect(infer(file, pod)).toBe('kubeadm');
  expect(infer(file)).toBeNull();
  expect(infer(pod)).toBeNull();
});

it.each([
  'It does not happen on gke-based clusters, and aks-engine is fine.',
  'see https://docs.aws.amazon.com/eks-anywhere and -eks- versions',
  'we use kubeadm to set it up',
  'image: quay.io/openshift-release-dev/ocp',
  'k3s and +k3s are not enough',
])('takes no word for a mark: %s', (line) => {
  expect(infer(line)).toBeNull();
});

it('says nothing of several platforms', () => {
  expect(infer('v1.28.4+k3s2', 'v1.28.4+rke2r1')).toBeNull();
});
