import { diskFull } from './disk-full.ts';
import type { Fault } from './fault.ts';
import { killed } from './killed.ts';
import { locked } from './locked.ts';
import { terminated } from './terminated.ts';

export const faults: readonly Fault[] = [killed, terminated, diskFull, locked];
