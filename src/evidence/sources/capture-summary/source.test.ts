import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { captureSummary } from './source.ts';

const summaries = (text = '') => itemsIn(readWith(captureSummary, text), 'capture.summaries');

it('reads how much was seen, and where', () => {
  expect(summaries(samplesOf('capture-summary')['none.txt'])).toEqual([{ interface: 'docker0', packets: 0 }]);
  const text = 'tcpdump: listening on eth0, link-type EN10MB (Ethernet)\n^C12 packets captured';
  expect(summaries(text)).toEqual([{ interface: 'eth0', packets: 12 }]);
});

it('leaves captures on every interface, and what others print, alone', () => {
  expect(summaries('listening on any, link-type LINUX_SLL\n3 packets captured')).toEqual([]);
  expect(summaries('3 packets captured\nlistening on port 80')).toEqual([]);
});
