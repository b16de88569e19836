import type { Line } from '../source.ts';
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
