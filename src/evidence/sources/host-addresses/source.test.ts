import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { hostAddresses } from './source.ts';

const text = samplesOf('host-addresses')['hostname.txt'] ?? '';

it('reads the addresses of the machine', () => {
  expect(itemsIn(readWith(hostAddresses, text, 'hostname -I'), 'host.addresses')).toEqual([
    '10.61.9.140',
    '172.17.0.1',
    '10.244.0.0',
  ]);
});

it('takes addresses of no other command, and no name', () => {
  expect(readWith(hostAddresses, text).findings).toEqual([]);
  expect(readWith(hostAddresses, 'cp-1', 'hostname -I').findings).toEqual([]);
});

it('reads what grep leaves of the interfaces', () => {
  const grepped =
    '    inet 127.0.0.1/8 scope host lo\n    inet 10.61.4.9/24 brd 10.61.4.255 scope global eth0';
  expect(itemsIn(readWith(hostAddresses, grepped, 'ip addr | grep inet'), 'host.addresses')).toEqual([
    '10.61.4.9',
  ]);
  const old = '          inet addr:10.61.7.2  Bcast:0.0.0.0  Mask:255.255.255.0';
  expect(itemsIn(readWith(hostAddresses, old, 'ifconfig eth0 | grep "inet addr"'), 'host.addresses')).toEqual(
    ['10.61.7.2'],
  );
  expect(readWith(hostAddresses, grepped, 'ip addr').findings).toEqual([]);
});
