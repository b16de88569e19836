import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { advertiseAddress } from './source.ts';

const fact = 'apiserver.advertise-addresses';
const samples = samplesOf('advertise-address');

it.each([
  ...Object.values(samples),
  'kubeadm init --apiserver-advertise-address 10.61.56.10 --pod-network-cidr=10.244.0.0/16',
  '  advertiseAddress: 10.61.56.10',
  'advertise-address: "10.61.56.10"',
  '    kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: 10.61.56.10:6443',
])('reads the address: %s', (text) => {
  expect(itemsIn(readWith(advertiseAddress, text), fact)).toEqual(['10.61.56.10']);
});

it('reads it in the command, too', () => {
  const command = 'kubeadm init --apiserver-advertise-address=10.61.56.10';
  expect(itemsIn(readWith(advertiseAddress, 'kubeadm join 10.61.56.10:6443', command), fact)).toEqual([
    '10.61.56.10',
  ]);
});

it.each(['  advertiseAddress: 0.0.0.0', '  advertiseAddress: 1.2.3.4.5', '--advertise-address=$MASTER_IP'])(
  'reads none in %s',
  (text) => {
    expect(readWith(advertiseAddress, text).findings).toEqual([]);
  },
);
