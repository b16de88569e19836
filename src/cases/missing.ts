import { CulpritError } from '../lib/errors.ts';

/** The error for a thing that is not there, named by a phrase: "case 0190…". */
export const missing = (thing: string): CulpritError =>
  new CulpritError('not-found', `There is no ${thing}.`);
