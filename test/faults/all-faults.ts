import { clock } from './clock.ts';
import { corrupt } from './corrupt.ts';
import { descriptors } from './descriptors.ts';
import { diskFull } from './disk-full.ts';
import type { Fault } from './fault.ts';
import { killed } from './killed.ts';
import { locked } from './locked.ts';
import { killedOnPostgres, postgresAway } from './postgres.ts';
import { readOnly } from './read-only.ts';
import { terminated } from './terminated.ts';

export const faults: readonly Fault[] = [
  killed,
  killedOnPostgres,
  terminated,
  diskFull,
  readOnly,
  corrupt,
  locked,
  descriptors,
  clock,
  postgresAway,
];
