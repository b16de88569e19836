import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ipvsadm } from './source.ts';

it('reads virtual servers, with those targets that get new connections', () => {
  const table = samplesOf('ipvsadm')['table.txt'] ?? '';
  const reading = readWith(ipvsadm, table, 'ipvsadm -Ln');
  expect(itemsIn(reading, 'ipvs.virtual-servers')).toEqual([
    { protocol: 'TCP', address: '10.96.0.1', port: 443, targets: ['192.168.1.10:6443'] },
    { protocol: 'TCP', address: '10.96.0.10', port: 53, targets: [] },
    { protocol: 'UDP', address: '10.96.0.10', port: 53, targets: ['10.244.0.5:53'] },
    { protocol: 'TCP', address: '172.17.0.1', port: 30080, targets: [] },
  ]);
  expect(unclaimedIn(reading, table)).toEqual([]);
});
