import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'kubeconfig.stale-servers';
const kubeconfigs = {
  text: '/etc/kubernetes/scheduler.conf:    server: https://10.61.20.15:6443\n',
  command: 'grep server: /etc/kubernetes/*.conf',
};
const failure = { text: 'Unable to connect to the server: dial tcp 10.61.20.15:6443: i/o timeout\n' };
const addresses = (address: string) => ({
  text:
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN\n    inet 127.0.0.1/8 scope host lo\n' +
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP\n' +
    `    inet ${address}/24 brd 10.61.31.255 scope global eth0\n` +
    '3: cni0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UP\n    inet 10.244.0.1/24 scope global cni0\n',
  command: 'ip a',
});

it('names a server whose address the machine does not have', () => {
  expect(valuesFrom(fact, [], [kubeconfigs, failure, addresses('10.61.31.88')])).toEqual([
    [{ server: '10.61.20.15', addresses: ['10.61.31.88'] }],
  ]);
});

it('names none that the machine, another node or a balancer has', () => {
  expect(valuesFrom(fact, [], [kubeconfigs, failure, addresses('10.61.20.15')])).toEqual([]);
  const node = { name: 'cp2', ready: true, status: 'Ready', internalAddress: '10.61.20.15' };
  const nodes = { fact: 'kubernetes.nodes', value: [node] };
  expect(valuesFrom(fact, [nodes], [kubeconfigs, failure, addresses('10.61.31.88')])).toEqual([]);
  const front = { fact: 'load-balancer.addresses', value: [{ address: '10.61.20.15' }] };
  expect(valuesFrom(fact, [front], [kubeconfigs, failure, addresses('10.61.31.88')])).toEqual([]);
});

it('says nothing of a machine without an API server', () => {
  const client = { text: 'clusters:\n- cluster:\n    server: https://10.61.20.15:6443\n' };
  expect(valuesFrom(fact, [], [client, failure, addresses('10.61.31.88')])).toEqual([]);
});

it('takes the addresses that hostname -I prints', () => {
  const listed = { text: '10.61.9.140 172.17.0.1\n', command: 'hostname -I' };
  expect(valuesFrom(fact, [], [kubeconfigs, failure, listed])).toEqual([
    [{ server: '10.61.20.15', addresses: ['10.61.9.140', '172.17.0.1'] }],
  ]);
  const same = { text: '10.61.20.15 172.17.0.1\n', command: 'hostname -I' };
  expect(valuesFrom(fact, [], [kubeconfigs, failure, same])).toEqual([]);
});

it('takes an address that all control plane machines share for none of theirs', () => {
  const shared = {
    ...kubeconfigs,
    text: `/etc/kubernetes/admin.conf:    server: https://10.61.20.15:6443\n`,
  };
  const local = { ...kubeconfigs, text: kubeconfigs.text.replace('10.61.20.15', '10.61.31.88') };
  expect(valuesFrom(fact, [], [shared, local, failure, addresses('10.61.31.88')])).toEqual([]);
});

it('says nothing while nobody failed there', () => {
  expect(valuesFrom(fact, [], [kubeconfigs, addresses('10.61.31.88')])).toEqual([]);
});
