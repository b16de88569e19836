#!/usr/bin/env node
import { CommanderError } from 'commander';
import { errorWords } from '../lib/error-words.ts';
import { CulpritError } from '../lib/errors.ts';
import { visible } from '../lib/visible.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.found : exitCodes.badUse;
  } else if (error instanceof CulpritError) {
    process.stderr.write(visible(`culprit: ${errorWords(error)}\n`));
    process.exitCode = exitCodes.badUse;
  } else {
    throw error;
  }
}
