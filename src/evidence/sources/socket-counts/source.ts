//   28219 ESTAB 10.16.20.8:443
//       9 TIME-WAIT 10.16.20.8:443
// net.ipv4.ip_local_port_range = 32768	60999
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const counts = 'sockets.counts';
const available = 'ephemeral-ports.available';

/** States as ss and as netstat name them. */
const stateNames = wordTable<string>({
  ESTAB: 'ESTAB',
  ESTABLISHED: 'ESTAB',
  'TIME-WAIT': 'TIME-WAIT',
  TIME_WAIT: 'TIME-WAIT',
  'CLOSE-WAIT': 'CLOSE-WAIT',
  CLOSE_WAIT: 'CLOSE-WAIT',
  'SYN-SENT': 'SYN-SENT',
  SYN_SENT: 'SYN-SENT',
  'FIN-WAIT-1': 'FIN-WAIT-1',
  FIN_WAIT1: 'FIN-WAIT-1',
  'FIN-WAIT-2': 'FIN-WAIT-2',
  FIN_WAIT2: 'FIN-WAIT-2',
  'LAST-ACK': 'LAST-ACK',
  LAST_ACK: 'LAST-ACK',
});

const endpoint = /^(?:\[?[\da-f:.]{2,45}\]?|[A-Za-z][\w.-]{1,100}):(?:\d{1,5}|[a-z]{2,20})$/i;

function takeRow(reading: ReadingBuilder, line: Line): boolean {
  const [count = '', ...names] = line.text.trim().slice(0, 200).split(/\s+/);
  if (!/^\d{1,9}$/.test(count) || names.length === 0 || names.length > 2) return false;
  const state = names.find((name) => Object.hasOwn(stateNames, name));
  const peer = names.find((name) => endpoint.test(name));
  if (state === undefined || (names.length === 2 && peer === undefined)) return false;
  reading.item(counts, { state: stateNames[state] ?? null, peer: peer ?? null, count: Number(count) }, line);
  return true;
}

/** `TCP:   29533 (estab 28311, closed 1102, orphaned 0, timewait 1101)` of `ss -s`. */
const summary = /^TCP:\s+\d{1,9} \(estab (\d{1,9}), .{0,80}\btimewait (\d{1,9})/;
const range =
  /(?:^|[ /])(?:net[./]ipv4[./])?ip_local_port_range\s{0,4}[=:]?\s{0,8}(\d{1,5})\s{1,8}(\d{1,5})\s*$/;
const bareRange = /^(\d{1,5})\s{1,8}(\d{1,5})$/;

function takeRange(reading: ReadingBuilder, line: Line, asked: boolean): void {
  const found = range.exec(line.text.slice(0, 200)) ?? (asked ? bareRange.exec(line.text.trim()) : null);
  const [first, last] = [Number(found?.[1]), Number(found?.[2])];
  if (found !== null && first < last && last < 65_536) reading.value(available, last - first + 1, line);
}

/** A count of one state to one far end: `ss -tan state time-wait dst 10.0.0.8 | wc -l`. */
const states: readonly (readonly [RegExp, string])[] = [
  [/\btime[-_]wait\b/i, 'TIME-WAIT'],
  [/\bestab(?:lished)?\b/i, 'ESTAB'],
  [/\bsyn[-_]sent\b/i, 'SYN-SENT'],
];

function takeCount(reading: ReadingBuilder, { command, lines }: Block): void {
  if (!/^(?:sudo )?(?:nsenter .{0,60} )?(?:ss|netstat)\b.*(?:\| ?wc -l|grep -c)/.test(command ?? '')) return;
  const line = lines.find(({ text }) => text.trim() !== '');
  const [, state] = states.find(([pattern]) => pattern.test(command ?? '')) ?? [];
  if (line === undefined || state === undefined || !/^\d{1,9}$/.test(line.text.trim())) return;
  const peer = /(\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?)/.exec(command ?? '')?.[1] ?? null;
  reading.item(counts, { state, peer, count: Number(line.text) }, line);
}

export const socketCounts: Source = {
  id: 'socket-counts',
  title: 'sockets counted (ss, netstat with uniq -c or wc -l, ss -s), and the ports they can use',
  commands: ['ss', 'netstat', 'cat /proc/sys/net/ipv4/ip_local_port_range'],
  needles: ['ip_local_port_range', ' ESTAB', ' TIME-WAIT', ' TIME_WAIT', 'TCP:   '],
  facts: [counts, available],
  read(block: Block) {
    const reading = new ReadingBuilder();
    const asked = block.command?.includes('ip_local_port_range') ?? false;
    takeCount(reading, block);
    for (const line of block.lines) {
      const total = summary.exec(line.text);
      if (total !== null) {
        reading.item(counts, { state: 'ESTAB', peer: null, count: Number(total[1]) }, line);
        reading.item(counts, { state: 'TIME-WAIT', peer: null, count: Number(total[2]) }, line);
      } else if (!takeRow(reading, line)) takeRange(reading, line, asked);
    }
    return reading;
  },
};
