import { styleText } from 'node:util';
import { visible } from '../lib/visible.ts';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'plain';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Colours for a terminal that shows them (NO_COLOR and the like are heeded), none elsewhere. */
export function paintFor(stream: NodeJS.WriteStream, wanted: boolean): Paint {
  if (!wanted) return (_style, text) => text;
  return (style, text) => (style === 'plain' ? text : styleText(style, text, { stream }));
}

/** A value as JSON for people and programs: its characters cannot steer a terminal, and mean the same. */
export const asJson = (value: unknown): string => `${visible(JSON.stringify(value, null, 2))}\n`;

const WIDTH = 100;

/** Rows with their columns aligned, two spaces between them. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks a text between words; `first` and `rest` are what the lines begin with. */
export function wrap(text: string, { first, rest }: { first: string; rest: string }): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

const sizes = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A number of bytes in the largest unit of which there is one: `1.5 MiB`. */
export function asSize(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${sizes[step]}`;
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** Where to run a command that collects something, what it costs, and its risk when it does more than read. */
export const whereAndCost = (step: { where: string; seconds: number; risk: 'none' | 'low' }): string =>
  `${step.where}, ${step.seconds} s${step.risk === 'none' ? '' : `, risk: ${step.risk}`}`;
