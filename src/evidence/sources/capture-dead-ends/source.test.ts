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

it('finds answers that came back to a request and did not go on to who asked', () => {
  const asked = '18:40:02.1 vx0   Out IP 10.9.3.20 > 10.8.70.9: ICMP echo request, id 41, seq 1, length 64';
  const came = '18:40:02.2 vx0   In  IP 10.8.70.9 > 10.9.3.20: ICMP echo reply, id 41, seq 1, length 64';
  const went = '18:40:02.3 cali1 Out IP 10.8.70.9 > 10.9.3.20: ICMP echo reply, id 41, seq 1, length 64';
  expect(ends([asked, came, asked, came].join('\n'))).toEqual([
    { interface: 'vx0', source: '10.8.70.9', destination: '10.9.3.20', packets: 2 },
  ]);
  expect(ends([asked, came, went, asked, came, went].join('\n'))).toEqual([]);
});
