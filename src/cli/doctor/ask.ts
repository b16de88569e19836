import type { ReadStore } from '../../storage/inspect/read-store.ts';
import type { Finding } from './finding.ts';

/** Looks at what the tables hold; `null`: there are none yet. */
export type Ask = (store: ReadStore | null) => Promise<Finding[]>;
