import type { Line } from '../source.ts';

/** A table whose header is underlined with dashes, as the Azure command line prints it with `-o table`. */
export interface DashTable {
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: Line; readonly cells: readonly string[] }[];
  readonly header: Line;
  readonly underline: Line;
}

/** Finds the tables among lines of anything. A table ends at a blank line or with the text. */
export function dashTables(lines: readonly Line[]): DashTable[] {
  const tables: DashTable[] = [];
  for (let position = 1; position < lines.length; position++) {
    const [header, underline] = [lines[position - 1], lines[position]];
    if (header === undefined || underline === undefined) break;
    if (header.text.trim() === '' || !/^-+(?: {1,20}-+)*\s*$/.test(underline.text)) continue;
    const starts = [...underline.text.matchAll(/-+/g)].map((match) => match.index);
    const cut = (text: string): string[] =>
      starts.map((start, column) => text.slice(start, starts[column + 1]).trim());
    const rows: { line: Line; cells: string[] }[] = [];
    for (position++; position < lines.length; position++) {
      const line = lines[position];
      if (line === undefined || line.text.trim() === '') break;
      rows.push({ line, cells: cut(line.text) });
    }
    tables.push({ names: cut(header.text), rows, header, underline });
  }
  return tables;
}
