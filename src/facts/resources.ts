import { Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** What a machine has, how much of it is in use, and what follows from the two. */
export const resourceFacts: FactDefinition[] = [
  {
    id: 'neighbor-table.entries',
    title: 'entries in the neighbour (ARP) table',
    subject: 'host',
    schema: Type.Integer(),
    collect: [onHost('ip -4 neigh show nud all | wc -l')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'neighbor-table.use-percent',
    title: 'share of the neighbour table that is in use',
    subject: 'host',
    schema: Type.Number(),
    unit: 'percent',
    derived: true,
    collect: [
      { ...onHost('ip -4 neigh show nud all | wc -l'), brings: 'neighbor-table.entries' },
      {
        ...onHost('sysctl net.ipv4.neigh.default.gc_thresh3'),
        brings: 'sysctl.net.ipv4.neigh.default.gc_thresh3',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
];
