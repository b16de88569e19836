import type { CulpritError } from './errors.ts';

/** What a terminal is told of an error: its message, and each detail, a line each, that the message does not say already. */
export function errorWords({ message, details }: Pick<CulpritError, 'message' | 'details'>): string {
  const plain = (line: string): string => line.trim().replace(/\.$/, '');
  const said = new Set(message.split('\n').map(plain));
  const isSaid = ({ pointer, message: words }: CulpritError['details'][number]): boolean =>
    said.has(plain(`${pointer}: ${words}`)) || said.has(plain(`${pointer} ${words}`));
  const others = details.filter((detail) => !isSaid(detail));
  return [message, ...others.map((detail) => `${detail.pointer} ${detail.message}`.trim())].join('\n  ');
}
