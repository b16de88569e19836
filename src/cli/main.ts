#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CulpritError, type ErrorDetail } from '../lib/errors.ts';
import { visible } from '../lib/visible.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

const asWords = ({ pointer, message }: ErrorDetail): string => `${pointer} ${message}`.trim();

/** An error with one finding often says the same in its own message. */
const repeats = (message: string, words: string): boolean => message === words || message === `${words}.`;

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.found : exitCodes.badUse;
  } else if (error instanceof CulpritError) {
    const details = error.details.map(asWords).filter((words) => !repeats(error.message, words));
    process.stderr.write(visible(`${[`culprit: ${error.message}`, ...details].join('\n  ')}\n`));
    process.exitCode = exitCodes.badUse;
  } else {
    throw error;
  }
}
