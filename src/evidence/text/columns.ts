/** The header of a table such as kubectl prints: column names and the offsets at which they start. */
export interface TableHeader {
  readonly columns: readonly { readonly name: string; readonly start: number }[];
  /** Cells are separated by tabs (helm). */
  readonly tabs: boolean;
}

/** Cells by column name; a blank cell is an empty string. */
export type TableRow = ReadonlyMap<string, string>;

const columnName = /^[A-Z][A-Z0-9_%/-]*(?:\([A-Za-z%]+\))?%?$/;

/** Column names of two words, by their first. */
const secondWords = new Map([
  ['NOMINATED', 'NODE'],
  ['READINESS', 'GATES'],
  ['NODE', 'SELECTOR'],
  ['APP', 'VERSION'],
  ['CREATED', 'AT'],
]);

const longestHeader = 1000;

/** Reads a line of at least two upper-case column names; `null` for any other line. */
export function tableHeader(text: string): TableHeader | null {
  if (text.length > longestHeader) return null;
  const columns: { name: string; start: number }[] = [];
  let start = -1;
  for (const match of text.matchAll(/\S+/g)) {
    const last = columns.at(-1);
    if (last !== undefined && secondWords.get(last.name) === match[0] && match.index === start + 1) {
      last.name += ` ${match[0]}`;
    } else {
      if (!columnName.test(match[0])) return null;
      columns.push({ name: match[0], start: match.index });
    }
    start = match.index + match[0].length;
  }
  return columns.length < 2 ? null : { columns, tabs: text.includes('\t') };
}

/** Whether the header has all of these columns. */
export const hasColumns = (header: TableHeader, names: readonly string[]): boolean =>
  names.every((name) => header.columns.some((column) => column.name === name));

/**
 * Cuts one line into the header's columns. Cells are found by the gaps between them; where that leaves a column
 * without a cell, by the offsets of the header, so that blank cells stay blank. `null`: the line does not fit.
 */
export function cutRow(header: TableHeader, text: string): TableRow | null {
  if (text.trim() === '') return null;
  const cells =
    byTabs(header, text) ?? byGaps(header, text) ?? byOffsets(header, text) ?? byWords(header, text);
  if (cells === null) return null;
  return new Map(header.columns.map((column, position) => [column.name, cells[position] ?? '']));
}

type Cells = readonly string[] | null;

function byTabs({ columns, tabs }: TableHeader, text: string): Cells {
  if (!tabs || !text.includes('\t')) return null;
  const cells = text.split('\t').map((cell) => cell.trim());
  return cells.length <= columns.length + 1 ? cells : null;
}

function byGaps({ columns }: TableHeader, text: string): Cells {
  const cells = text.trim().split(/\s{2,}|\t/);
  return cells.length === columns.length ? cells : null;
}

function byOffsets({ columns }: TableHeader, text: string): Cells {
  const aligned = columns.every(
    ({ start }) => start === 0 || start >= text.length || text[start - 1] === ' ',
  );
  if (!aligned) return null;
  return columns.map(({ start }, position) => text.slice(start, columns[position + 1]?.start).trim());
}

function byWords({ columns }: TableHeader, text: string): Cells {
  const cells = joinAgo(text.trim().split(/\s+/));
  return cells.length === columns.length ? cells : null;
}

/** Puts `5 (92s ago)` back into one cell after a split into words. */
export function joinAgo(words: readonly string[]): string[] {
  const cells: string[] = [];
  for (const word of words) {
    const last = cells.at(-1);
    const joins = last !== undefined && (word.startsWith('(') || (word === 'ago)' && last.includes('(')));
    if (joins) cells[cells.length - 1] = `${last} ${word}`;
    else cells.push(word);
  }
  return cells;
}

/** `...`, `……`, `[...]`: what people put where they left lines out. */
export const isElision = (text: string): boolean =>
  /^[.…[\](){}<>]+$/.test(text.trim()) && /\.\.|…/.test(text);

/** An age as kubectl prints it: `92s`, `5m58s`, `7d10h`, `2y14d`. */
export const isAge = (text: string): boolean =>
  /^(?:\d{1,6}[ywdhms]){1,4}$/.test(text) || text === '<unknown>' || text === '<invalid>';
