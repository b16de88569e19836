import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** A mounted file system and how full it is. */
export const FileSystem = Type.Object({
  mount: Type.String(),
  device: Type.String(),
  usePercent: Type.Optional(Type.Integer()),
  inodeUsePercent: Type.Optional(Type.Integer()),
});
export type FileSystem = Static<typeof FileSystem>;

const shares: readonly (readonly [id: string, title: string, command: string])[] = [
  ['memory.available-percent', 'share of the memory that programs can still get', 'free -m'],
  ['cpu.steal-percent', 'share of the CPU that the hypervisor gives to others', 'top -b -n 1 | head -n 5'],
  ['cpu.wait-percent', 'share of the CPU that waits for disks', 'top -b -n 1 | head -n 5'],
  ['cpu.idle-percent', 'share of the CPU that is free', 'top -b -n 1 | head -n 5'],
];

export const loadFacts: FactDefinition[] = [
  ...shares.map(
    ([id, title, command]): FactDefinition => ({
      id,
      title,
      subject: 'host',
      schema: Type.Number(),
      unit: 'percent',
      collect: [onHost(command)],
      shelfLifeSeconds: shelfLife.fleeting,
    }),
  ),
  {
    id: 'swap.enabled',
    title: 'the machine has swap switched on',
    subject: 'host',
    schema: Type.Boolean(),
    collect: [onHost('swapon --show; free -m')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'disk.filesystems',
    title: 'file systems and how full they are',
    subject: 'host',
    schema: Type.Array(FileSystem),
    identity: ['mount'],
    shownInPart: true,
    collect: [onHost('df -h; df -i')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'load.five-minutes',
    title: 'load average of the last five minutes',
    subject: 'host',
    schema: Type.Number(),
    collect: [onHost('uptime')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'cpu.run-queue',
    title: 'processes that want to run, at their fewest while somebody looked',
    subject: 'host',
    schema: Type.Integer(),
    collect: [onHost('vmstat 1 5', 6)],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'memory.swapped-per-second',
    title: 'what the machine reads from and writes to swap each second, at its least while somebody looked',
    subject: 'host',
    schema: Type.Integer(),
    unit: 'kibibytes',
    collect: [onHost('vmstat 1 5', 6)],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'cpu.count',
    title: 'CPUs of the machine',
    subject: 'host',
    schema: Type.Integer(),
    collect: [onHost('nproc')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'load.per-cpu',
    title: 'load average of five minutes for each CPU',
    subject: 'host',
    schema: Type.Number(),
    derived: true,
    collect: [
      { ...onHost('uptime'), brings: 'load.five-minutes' },
      { ...onHost('nproc'), brings: 'cpu.count' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
];
