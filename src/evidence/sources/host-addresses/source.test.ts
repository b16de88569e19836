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
