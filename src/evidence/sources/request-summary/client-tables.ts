import type { Block, ReadingBuilder } from '../../source.ts';
import { jsonDocuments, members } from '../../text/json-documents.ts';
import { isObject, textAt, wholeNumber } from '../../text/json-value.ts';
import type { ClientTally } from './client-tally.ts';

const clientColumns = new Set([
  'useragent',
  'username',
  'user',
  'userusername',
  'userusernames',
  'clientip',
  'sourceip',
  'sourceips',
  'client',
]);
const countColumns = new Set([
  'count',
  'requests',
  'requestcount',
  'total',
  'cnt',
  'hits',
  'calls',
  'numrequests',
]);

const plain = (name: string): string => name.replaceAll(/[^A-Za-z]/g, '').toLowerCase();
const isClientColumn = (name: string): boolean => name.length < 40 && clientColumns.has(plain(name));
const isCountColumn = (name: string): boolean => name.length < 40 && countColumns.has(plain(name));

interface Columns {
  width: number;
  client: number;
  count: number;
}

function cellsOf(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.includes('|'))
    return trimmed
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => cell.trim());
  return trimmed.split(/\t|\s{2,}/).map((cell) => cell.trim());
}

function columnsOf(cells: readonly string[]): Columns | null {
  const [client, count] = [cells.findIndex(isClientColumn), cells.findIndex(isCountColumn)];
  return client < 0 || count < 0 ? null : { width: cells.length, client, count };
}

const wholeCell = (cell: string | undefined): number | undefined => wholeNumber(cell?.replaceAll(',', ''));

/** `UserAgent   count_` and rows below it, from Log Analytics or the Azure command line: columns apart by tabs, bars or gaps. */
export function readClientTables(reading: ReadingBuilder, block: Block, tally: ClientTally): void {
  let columns: Columns | null = null;
  for (const line of block.lines) {
    const text = line.text.trim();
    if (text === '' || text.length > 2000) continue;
    const cells = cellsOf(text);
    const header = columnsOf(cells);
    if (header !== null) {
      columns = header;
      reading.understand(line);
      continue;
    }
    if (columns === null) continue;
    const client = (cells[columns.client] ?? '').replaceAll('"', '');
    const requests = wholeCell(cells[columns.count]);
    if (cells.every((cell) => /^[-:+]+$/.test(cell))) reading.understand(line);
    else if (cells.length !== columns.width || client === '' || requests === undefined) columns = null;
    else {
      reading.understand(line);
      tally.add(client, requests, line);
    }
  }
}

/** The same rows as JSON: `[{"UserAgent": "…", "count_": "48210", "TableName": "PrimaryResult"}]`. */
export function readClientObjects(reading: ReadingBuilder, block: Block, tally: ClientTally): void {
  for (const { first, last, parsed } of jsonDocuments(block.lines)) {
    if (parsed === null || !Array.isArray(parsed.value)) continue;
    let own = false;
    for (const { value, span } of members(parsed.value, parsed.span)) {
      if (!isObject(value)) break;
      const names = Object.keys(value);
      const client = textAt(value, names.find(isClientColumn) ?? '');
      const requests = wholeNumber(value[names.find(isCountColumn) ?? '']);
      if (client === undefined || requests === undefined) continue;
      own = true;
      tally.add(client, requests, span.first);
    }
    if (own) reading.understand(first, last);
  }
}
