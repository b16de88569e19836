import { clock } from './clock.ts';
import { corrupt } from './corrupt.ts';
import { descriptors } from './descriptors.ts';
import { diskFull } from './disk-full.ts';
import type { Fault } from './fault.ts';
import { killed } from './killed.ts';
import { locked } from './locked.ts';
import { memory } from './memory.ts';
import { killedOnPostgres, postgresAway } from './postgres.ts';
import { readOnly } from './read-only.ts';
import { terminated } from './terminated.ts';

/** Those that take long come first. */
export const faults: readonly Fault[] = [
  killed,
  postgresAway,
  corrupt,
  killedOnPostgres,
  memory,
  locked,
  diskFull,
  terminated,
  readOnly,
  descriptors,
  clock,
];
