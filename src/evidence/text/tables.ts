import type { Line, Reading } from '../source.ts';
import { type TableHeader, tableHeader } from './columns.ts';

/** A line, and the header of the table that it may belong to; on a header's own line, that header. */
export interface TableLine {
  readonly line: Line;
  readonly header: TableHeader | null;
  readonly isHeader: boolean;
}

/**
 * Goes through lines with the last header in view. Neither blank lines nor foreign ones end a table: people space
 * tables out and write between rows, so whether a line is a row is for the caller to decide, by its cells.
 */
export function* tableLines(lines: readonly Line[]): Generator<TableLine> {
  let header: TableHeader | null = null;
  for (const line of lines) {
    const found = tableHeader(line.text);
    header = found ?? header;
    yield { line, header, isHeader: found !== null };
  }
}

/** Whether the line stands right below one that the reading has claimed: marks of lines left out belong to what they interrupt. */
export function continues(reading: Reading, line: Line): boolean {
  const last = [reading.findings.at(-1)?.lines, reading.understood.at(-1), reading.unreadable.at(-1)];
  return last.some((range) => range?.[1] === line.number - 1);
}
