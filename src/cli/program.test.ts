import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';

const commandsIn = (command: Command, path: string): [string, Command][] => [
  [path, command],
  ...command.commands.flatMap((inner) => commandsIn(inner, `${path} ${inner.name()}`)),
];

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
}

describe('culprit', () => {
  it.each(commandsIn(createProgram(), 'culprit'))('explains %s with an example of it', (path, command) => {
    const [, examples = ''] = helpOf(command).split('Examples:\n');
    expect(examples).toContain(path);
  });
});
