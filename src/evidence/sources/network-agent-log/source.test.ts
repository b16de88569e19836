import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { networkAgentLog } from './source.ts';

const detected = (text: string) => itemsIn(readWith(networkAgentLog, text), 'cni.detected-addresses');

it("reads flannel's choice", () => {
  expect(detected(samplesOf('network-agent-log')['flannel.txt'] ?? '')).toEqual([
    { plugin: 'flannel', interface: 'enp0s3', address: '10.0.2.15' },
  ]);
});

it.each([
  [
    '2023-02-09 05:44:36.095 [INFO][9] startup/autodetection_methods.go 103: Using autodetected IPv4 address on interface docker0: 172.17.0.1/16',
    { plugin: 'calico', interface: 'docker0', address: '172.17.0.1' },
  ],
  [
    'Using autodetected IPv4 address 192.168.10.107/24 on matching interface ens33',
    { plugin: 'calico', interface: 'ens33', address: '192.168.10.107' },
  ],
  [
    '                    projectcalico.org/IPv4Address: 10.0.2.15/24',
    { plugin: 'calico', interface: null, address: '10.0.2.15' },
  ],
  [
    '        "flannel.alpha.coreos.com/public-ip": "10.0.2.15",',
    { plugin: 'flannel', interface: null, address: '10.0.2.15' },
  ],
  [
    '| 172.18.0.1   | node-to-node mesh | start | 16:40:22 | Connect |',
    { plugin: 'calico', interface: null, address: '172.18.0.1' },
  ],
  [
    '2019-03-06 07:11:38.998 [INFO][8] startup.go 509: IPv4 address 10.133.146.135 discovered on interface bond1.2',
    { plugin: 'calico', interface: 'bond1.2', address: '10.133.146.135' },
  ],
  [
    'I1125 08:14:20.513501 01312 main.go:188] Using 10.0.2.15 as external interface',
    { plugin: 'flannel', interface: null, address: '10.0.2.15' },
  ],
  [
    'etcd.go:129] Found lease (172.16.91.0/24) for current IP (10.0.2.15), reusing',
    { plugin: 'flannel', interface: null, address: '10.0.2.15' },
  ],
  [
    '{"PublicIP":"10.0.2.15","BackendType":"vxlan","BackendData":{"VtepMAC":"a2:01:02:03:04:05"}}',
    { plugin: 'flannel', interface: null, address: '10.0.2.15' },
  ],
])('reads %j', (text, expected) => {
  expect(detected(text)).toEqual([expected]);
});

it('reads which addresses Cilium has for nodes', () => {
  const table =
    'NAME   CILIUMINTERNALIP   INTERNALIP   AGE\nn-1    10.192.0.155       10.61.0.3    8h\nn-2    10.192.2.8         10.61.0.2    8h';
  const of = (address: string) => ({ plugin: 'cilium', interface: null, address });
  expect(detected(table)).toEqual([of('10.61.0.3'), of('10.61.0.2')]);
  expect(detected('    Host connectivity to 10.61.0.9:\n    Endpoint connectivity to 10.192.2.9:')).toEqual([
    of('10.61.0.9'),
  ]);
});

it('takes no address from other lines', () => {
  expect(detected('Using autodetected IPv4 address on interface eth0\npublic-ip: 10.0.2.15')).toEqual([]);
});

it('reads the peers without a session', () => {
  const text =
    'calico/node is not ready: BIRD is not ready: BGP not established with 10.9.14.42,172.25.0.12024-03-13';
  expect(itemsIn(readWith(networkAgentLog, text), 'cni.silent-peers')).toEqual(['10.9.14.42', '172.25.0.1']);
});
