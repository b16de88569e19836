import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { arpAnnouncements } from './source.ts';

const samples = samplesOf('arp-announcements');
const answers = (text = '') => itemsIn(readWith(arpAnnouncements, text), 'arp.answers');

it('reads who replied in a capture, with and without link headers', () => {
  expect(answers(samples['capture.txt'])).toEqual([
    { address: '172.19.3.200', mac: '52:54:00:aa:01:02' },
    { address: '172.19.3.200', mac: '52:54:00:aa:09:0f' },
  ]);
});

it('reads what kube-vip announces', () => {
  const text = samples['kube-vip.txt'] ?? '';
  expect(answers(text)).toEqual([{ address: '10.40.0.74', mac: '00:50:56:9b:3a:cb' }]);
  expect(unclaimedIn(readWith(arpAnnouncements, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const other = 'the reply 10.0.0.1 is-at something\nBroadcasting ARP update for 10.0.0.1 via eth0';
  expect(readWith(arpAnnouncements, other)).toMatchObject({ findings: [], understood: [] });
});
