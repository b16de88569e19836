/** What is left of a command once its outermost wrapper is taken off. */
export interface Unwrapped {
  /** The wrapped command; empty when there is none. */
  words: string[];
  /** The machine that it ran on: `undefined` when the wrapper changes nothing, `null` when it hides it. */
  host?: string | null;
  /** That machine is a pod or a container: what is set in there is set for nothing else. */
  pod?: true;
  /** The wrapper may fail before the machine is reached, and says so in its own words. */
  reports?: true;
  /** Nothing was wrapped: what follows is typed into the shell that was opened. */
  shell?: true;
}

export type Wrapper = (words: readonly string[]) => Unwrapped | null;

/** Position of the first word that is no option; options that take a word of their own take it along. */
export function afterOptions(words: readonly string[], withValue: ReadonlySet<string>, from = 1): number {
  let position = from;
  while (position < words.length) {
    const word = words[position] ?? '';
    if (word === '--') return position + 1;
    if (!word.startsWith('-') || word === '-') return position;
    position += withValue.has(word) ? 2 : 1;
  }
  return position;
}

export const options = (words: string): ReadonlySet<string> =>
  new Set(words.split(' ').filter((word) => word !== ''));

/** Behind the options that lead into another machine: a command, or nothing, which opens a shell. */
export function entered(words: string[], host: string | undefined): Unwrapped {
  const opened: Unwrapped = host === undefined ? { words } : { words, host };
  return words.length === 0 ? { ...opened, shell: true } : opened;
}
