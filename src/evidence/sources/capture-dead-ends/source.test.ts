import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { captureDeadEnds } from './source.ts';

const text = samplesOf('capture-dead-ends')['nodeport.txt'] ?? '';
const ends = (lines: string, command?: string) =>
  itemsIn(readWith(captureDeadEnds, lines, command), 'capture.dead-ends');

it('finds what came in twice and was neither answered nor handed on', () => {
  expect(ends(text)).toEqual([
    { interface: 'eth1', source: '10.61.9.21', destination: '192.168.70.12', packets: 2 },
  ]);
});

it.each([
  [
    'an answer',
    '11:20:43.2 eth0  Out IP 192.168.70.12.30080 > 10.61.9.21.51844: Flags [S.], seq 1, length 0',
  ],
  [
    'it with another destination',
    '11:20:43.2 cni0  Out IP 10.61.9.21.51844 > 10.244.0.3.80: Flags [S], length 0',
  ],
  ['it with another source', '11:20:43.2 eth0  Out IP 10.1.1.1.7 > 192.168.70.12.30080: Flags [S], length 0'],
])('finds none when the capture shows %s', (_, line) => {
  expect(ends(`${text}\n${line}`)).toEqual([]);
});

it.each(['tcpdump -ni any -Q in', 'tcpdump -ni any src 10.61.9.21'])('does not trust %s', (command) => {
  expect(ends(text, command)).toEqual([]);
});

it('leaves what others print alone', () => {
  const other = 'packets come In  IP addresses go out\n10.0.0.1 > 10.0.0.2: eth0 In  IP';
  expect(readWith(captureDeadEnds, other)).toMatchObject({ findings: [], understood: [] });
});
