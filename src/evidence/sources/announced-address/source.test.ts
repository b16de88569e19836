import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { announcedAddress } from './source.ts';

const sample = samplesOf('announced-address')['kubeadm.txt'] ?? '';
const read = (text: string, command?: string) =>
  itemsIn(readWith(announcedAddress, text, command), 'apiserver.announced-addresses');

it('reads what kubeadm and minikube say, and the endpoint of a kubeadm configuration', () => {
  expect(read(sample)).toEqual(['192.168.10.140', '192.168.99.102', '10.3.0.9']);
});

it('reads the endpoint of Talos and the address of minikube where these were asked for', () => {
  expect(read('    endpoint: https://10.5.0.2:6443', 'talosctl get machineconfig -o yaml')).toEqual([
    '10.5.0.2',
  ]);
  expect(read('    endpoint: https://10.5.0.2:6443')).toEqual([]);
  expect(read('192.168.49.2', 'minikube ip')).toEqual(['192.168.49.2']);
});

it('does not believe who tries to join', () => {
  expect(
    read('kubeadm join 10.5.0.2:6443 --token abcdef.0123456789abcdef', 'kubeadm join 10.5.0.2:6443'),
  ).toEqual([]);
});
