import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { flannelSubnet } from './source.ts';

it('reads the subnet of the node', () => {
  const text = samplesOf('flannel-subnet')['subnet.env.txt'] ?? '';
  const reading = readWith(flannelSubnet, text, 'cat /run/flannel/subnet.env');
  expect(valuesIn(reading)).toEqual({
    'flannel.subnet': { subnet: '10.244.1.1/24', network: '10.244.0.0/16', mtuBytes: 1450 },
  });
  expect(unclaimedIn(reading, text)).toEqual([]);
});

it('takes a file without a subnet for unreadable, and other text for none of its own', () => {
  expect(readWith(flannelSubnet, 'FLANNEL_SUBNET=\nFLANNEL_SUBNET=none').unreadable).toEqual([[2, 2]]);
  expect(readWith(flannelSubnet, 'export FLANNEL_SUBNET=10.1.0.0/24').findings).toEqual([]);
});
