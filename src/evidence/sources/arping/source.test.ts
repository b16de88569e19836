import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { arping } from './source.ts';

const samples = samplesOf('arping');
const answers = (text = '', command?: string) => itemsIn(readWith(arping, text, command), 'arp.answers');
const one = { address: '10.0.0.5', mac: '52:54:00:aa:bb:01' };

it('reads who answers, in each form of arping', () => {
  expect(answers(samples['iputils.txt'])).toEqual([one, { ...one, mac: '52:54:00:aa:bb:02' }]);
  expect(answers('60 bytes from 52:54:0:aa:bb:1 (10.0.0.5): index=0 time=391.882 usec')).toEqual([one]);
});

it('reads a scan', () => {
  const text = '10.0.0.5\t52:54:00:aa:bb:01\tQEMU virtual NIC\n10.0.0.5\t52:54:00:aa:bb:02\tQEMU (DUP: 2)';
  expect(answers(text, 'arp-scan -I eth0 10.0.0.0/24')).toHaveLength(2);
});

it('claims every line', () => {
  const text = samples['iputils.txt'] ?? '';
  expect(unclaimedIn(readWith(arping, text, 'arping -c 2 10.0.0.5'), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text =
    '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64\n64 bytes from lb (10.0.0.5): index=1\nrtt min/avg/max';
  expect(readWith(arping, text)).toMatchObject({ findings: [], understood: [] });
});
