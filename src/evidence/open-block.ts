import { readCommand, type TypedCommand } from './command-words.ts';
import { hasSource } from './programs.ts';

/** What is known of a block while its lines are still coming. */
export interface OpenBlock {
  readonly host: string | null;
  readonly command: string | null;
  readonly words: readonly string[];
  readonly commandLine: number;
  /** Where the command was typed. */
  readonly typedOn: string | null;
  /** What ran on each machine, when it was several: their names head what they printed. */
  readonly each: readonly string[] | null;
  /** The host is a pod or a container. */
  readonly pod: boolean;
  /** It opened a shell. */
  readonly opensShell: boolean;
  /** Names at the head of lines are what was looped over: targets, not machines that it ran on. */
  readonly loopsHere: boolean;
  /** What the block is when the wrapping program, not the wrapped one, printed it. */
  readonly wrapper: { host: string | null; words: readonly string[] } | null;
}

/** No command, on a machine. */
export const withoutCommand = (host: string | null): OpenBlock => ({
  host,
  command: null,
  words: [],
  commandLine: 0,
  typedOn: host,
  each: null,
  pod: false,
  opensShell: false,
  loopsHere: false,
  wrapper: null,
});

/** The block of a command that was typed on `host`. */
export function blockOf(command: string, host: string | null, commandLine: number): OpenBlock {
  const typed = readCommand(command);
  return {
    host: typed.host === undefined ? host : typed.host,
    command: command === '' ? null : command,
    words: typed.words,
    commandLine,
    typedOn: host,
    each: typed.each ?? null,
    pod: typed.pod === true,
    opensShell: typed.opensShell,
    loopsHere: loopsHere(typed),
    wrapper: typed.wrapper === undefined ? null : { host, words: typed.wrapper },
  };
}

const loopsHere = ({ loops, each, words }: TypedCommand): boolean =>
  loops === true && each === undefined && hasSource(words[0] ?? '');
