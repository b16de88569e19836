#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CulpritError } from '../lib/errors.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.found : exitCodes.badUse;
  } else if (error instanceof CulpritError) {
    const details = error.details.map(({ pointer, message }) => `\n  ${pointer} ${message}`).join('');
    process.stderr.write(`culprit: ${error.message}${details}\n`);
    process.exitCode = exitCodes.badUse;
  } else {
    throw error;
  }
}
