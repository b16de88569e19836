import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { kubeconfig } from './source.ts';

const fact = 'kubeconfig.servers';
const api = { url: 'https://10.20.0.10:6443', host: '10.20.0.10', port: 6443 };

it('reads the server of a kubeconfig', () => {
  expect(itemsIn(readWith(kubeconfig, samplesOf('kubeconfig')['view.txt'] ?? ''), fact)).toEqual([api]);
});

it('reads a line of a kubeconfig that a command names', () => {
  const text = '    server: https://10.20.0.10:6443\n';
  expect(itemsIn(readWith(kubeconfig, text, 'grep server: /etc/kubernetes/kubelet.conf'), fact)).toEqual([
    api,
  ]);
});

it('reads kubectl cluster-info', () => {
  const text = 'Kubernetes control plane is running at https://10.20.0.10:6443\n';
  expect(itemsIn(readWith(kubeconfig, text), fact)).toEqual([api]);
});

it('leaves the server of other files alone', () => {
  expect(readWith(kubeconfig, 'issuer:\n  server: https://acme.example/directory\n').findings).toEqual([]);
});

it('reads the URL that a path into the kubeconfig prints alone', () => {
  const asked = "kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'";
  expect(itemsIn(readWith(kubeconfig, 'https://10.20.0.10:6443', asked), fact)).toEqual([api]);
  expect(readWith(kubeconfig, 'https://10.20.0.10:6443', 'cat notes').findings).toEqual([]);
});
