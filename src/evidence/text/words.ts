import type { Block, Line } from '../source.ts';

/** The words of a line; none for a blank one. */
export function wordsOf(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/** The word behind a keyword: `wordAfter(['dev', 'eth0'], 'dev')` is `eth0`. */
export function wordAfter(words: readonly string[], keyword: string): string | undefined {
  const position = words.indexOf(keyword);
  return position < 0 ? undefined : words[position + 1];
}

/** Where a finding points that rests on a command's printing nothing. */
export const commandItself: Line = { number: 0, text: '' };

/** A known command that printed nothing: no lines, or a blank one before whatever follows. */
export const printedNothing = (block: Block): boolean =>
  block.command !== null && (block.lines[0]?.text ?? '').trim() === '';

/** A known command whose whole output went through nothing else: no pipe, redirection or second command. */
export const isUnfiltered = (block: Block): boolean =>
  block.command !== null &&
  !/[|;&>]/.test(block.command.replaceAll('2>&1', '').replaceAll('2>/dev/null', ''));
