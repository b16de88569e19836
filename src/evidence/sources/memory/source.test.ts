import { expect, it } from 'vitest';
import { readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { memory } from './source.ts';

const samples = samplesOf('memory');
const values = (text: string, command: string | null = null) => valuesIn(readWith(memory, text, command));

it('reads free in any unit', () => {
  expect(values(samples['free.txt'] ?? '')).toEqual({
    'memory.available-percent': 2.5,
    'swap.enabled': false,
  });
  const plain = `              total        used        free      shared  buff/cache   available
Mem:           7953        1210        5012          12        1730        6444
Swap:          4095           0        4095`;
  expect(values(plain)).toEqual({ 'memory.available-percent': 81, 'swap.enabled': true });
});

it('takes of old versions what is free without buffers and cache', () => {
  const old = `             total       used       free     shared    buffers     cached
Mem:          7953       7800        153          0        210       6100
-/+ buffers/cache:       1490       6463
Swap:            0          0          0`;
  expect(values(old)).toEqual({ 'memory.available-percent': 81.3, 'swap.enabled': false });
});

it('reads /proc/meminfo', () => {
  const text =
    'MemTotal:        2000000 kB\nMemFree:  1 kB\nMemAvailable:     100000 kB\nSwapTotal:             0 kB';
  expect(values(text)).toEqual({ 'memory.available-percent': 5, 'swap.enabled': false });
});

it.each([
  ['NAME      TYPE SIZE USED PRIO\n/swap.img file   4G   0B   -2', 'swapon --show', true],
  [
    'Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n/dev/dm-1 partition 16760828 0 -2',
    'cat /proc/swaps',
    true,
  ],
  ['', 'swapon --show', false],
])('reads %j', (text, command, on) => {
  expect(values(text, command)).toEqual({ 'swap.enabled': on });
});

it('takes no other table', () => {
  expect(readWith(memory, 'NAME   TYPE        CLUSTER-IP\nweb    file   10.96.0.1').findings).toEqual([]);
});
