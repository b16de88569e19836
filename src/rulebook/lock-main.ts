import { parseArgs } from 'node:util';
import { CulpritError } from '../lib/errors.ts';
import { writeLock } from './write-lock.ts';

const usage = 'npm run rules:lock [-- --retire ID --reason TEXT [--successor ID]] [-- FOLDER]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { retire: { type: 'string' }, reason: { type: 'string' }, successor: { type: 'string' } },
});
const { retire, reason, successor } = values;

if ((retire === undefined) !== (reason === undefined) || positionals.length > 1) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    const retired = { reason: reason ?? '', ...(successor === undefined ? {} : { successor }) };
    writeLock(positionals[0] ?? 'rules', retire === undefined ? null : { id: retire, retired });
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
