import { expect, it } from 'vitest';
import { readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { loadAverage } from './source.ts';

const samples = samplesOf('load');
const values = (text: string, command: string | null = null) =>
  valuesIn(readWith(loadAverage, text, command));

it('reads the head of top', () => {
  expect(values(samples['top.txt'] ?? '')).toEqual({
    'load.five-minutes': 28.02,
    'cpu.idle-percent': 41,
    'cpu.wait-percent': 30,
    'cpu.steal-percent': 8,
  });
});

it.each([
  [
    ' 14:04:05 up 3 days,  2:11,  1 user,  load average: 0.20, 0.52, 0.90',
    null,
    { 'load.five-minutes': 0.52 },
  ],
  ['31.20 28.02 17.90 9/1204 21114', 'cat /proc/loadavg', { 'load.five-minutes': 28.02 }],
  ['4', 'nproc', { 'cpu.count': 4 }],
  ['CPU(s):                          8', 'lscpu', { 'cpu.count': 8 }],
  [
    'Cpu(s):  1.0%us,  2.0%sy,  0.0%ni, 90.0%id,  5.0%wa,  0.0%hi,  0.0%si, 2.0%st',
    null,
    { 'cpu.idle-percent': 90, 'cpu.wait-percent': 5, 'cpu.steal-percent': 2 },
  ],
])('reads %j', (text, command, expected) => {
  expect(values(text, command)).toEqual(expected);
});

it('reads the last row of vmstat', () => {
  const text = `procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
 1  0      0 112340  20120 812300    0    0    11    20   90  180  5  2 92  1  0
 9 12      0 110340  20120 812300    0    0  9000 20000  900 9180 15 12  3 60 10`;
  expect(values(text)).toEqual({
    'cpu.idle-percent': 3,
    'cpu.wait-percent': 60,
    'cpu.steal-percent': 10,
    'cpu.run-queue': 9,
    'memory.swapped-per-second': 0,
  });
});

it('takes no number of other commands', () => {
  expect(readWith(loadAverage, '4\n', 'wc -l').findings).toEqual([]);
});

it('reads the row below the heading of iostat', () => {
  const text =
    'avg-cpu:  %user   %nice %system %iowait  %steal   %idle\n           6.22    0.00    5.10   71.34    0.00   17.34';
  expect(values(text)).toEqual({
    'cpu.idle-percent': 17.34,
    'cpu.wait-percent': 71.34,
    'cpu.steal-percent': 0,
  });
  expect(values('avg-cpu:  %user   %nice %system %iowait  %steal   %idle')).toEqual({});
});
