import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { df } from './source.ts';

const samples = samplesOf('df');
const systems = (text: string, command: string | null = null) =>
  itemsIn(readWith(df, text, command), 'disk.filesystems');

it('reads blocks and inodes', () => {
  const text = samples['df.txt'] ?? '';
  expect(systems(text)).toEqual([
    { mount: '/dev', device: 'udev', usePercent: 0 },
    { mount: '/', device: '/dev/sda1', usePercent: 100 },
    {
      mount: '/var/lib/kubelet/pods/1b/volumes/kubernetes.io~projected/token',
      device: 'tmpfs',
      usePercent: 1,
    },
    { mount: '/', device: '/dev/sda1', inodeUsePercent: 100 },
  ]);
  expect(unclaimedIn(readWith(df, text), text)).toEqual([]);
});

it('reads rows without their header when the command is known', () => {
  expect(systems('/dev/sda1  41152736 41152736 0 100% /var', 'df | grep var')).toEqual([
    { mount: '/var', device: '/dev/sda1', usePercent: 100 },
  ]);
});

it('takes no percentages of others', () => {
  expect(systems('cpu 90% /metrics\nFilesystem is 100% /')).toEqual([]);
});
