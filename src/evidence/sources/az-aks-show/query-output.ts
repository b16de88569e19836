import type { Line, ReadingBuilder } from '../../source.ts';
import { dashTables } from '../../text/dash-table.ts';
import { isObject } from '../../text/json-value.ts';
import { clusterProperties, readProperty } from './properties.ts';
import type { Query } from './query.ts';

const longestOutput = 64 * 1024;

/** Reads all that a command with `--query` printed, as JSON, tsv or table; false when it fits none of them. */
export function readQueryOutput(reading: ReadingBuilder, query: Query, lines: readonly Line[]): boolean {
  const printed = lines.filter((line) => line.text.trim() !== '');
  const [first, last] = [printed[0], printed.at(-1)];
  if (first === undefined || last === undefined) return false;
  const text = printed.map((line) => line.text).join('\n');
  const value = text.length > longestOutput ? undefined : parseJson(text);
  const pairs = value === undefined ? pairsOfText(query, printed) : pairsOfJson(query, value);
  return pairs.map(({ path, value }) => readProperty(reading, { path, value, first, last })).includes(true);
}

interface Pair {
  path: string;
  value: unknown;
}

/** `undefined` for text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pairsOfJson(query: Query, value: unknown): Pair[] {
  if (query.kind === 'object') {
    const object: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    return [...query.paths].map(([alias, path]) => ({
      path,
      value: isObject(object) ? object[alias] : undefined,
    }));
  }
  if (query.kind === 'list')
    return query.paths.map((path, position) => ({
      path,
      value: Array.isArray(value) ? value[position] : undefined,
    }));
  return isObject(value)
    ? clusterProperties({ [query.path.split('.').at(-1) ?? '']: value })
    : [{ path: query.path, value }];
}

function pairsOfText(query: Query, lines: readonly Line[]): Pair[] {
  const [table] = dashTables(lines);
  const cells =
    table?.rows.flatMap((row) => row.cells) ??
    lines.flatMap((line) => line.text.split('\t')).map((cell) => cell.trim());
  if (query.kind === 'one') {
    if (cells.some((cell) => /\s/.test(cell))) return [];
    return [{ path: query.path, value: cells.length === 1 ? cells[0] : cells }];
  }
  if (query.kind === 'object' && table !== undefined)
    return [...query.paths].map(([alias, path]) => ({ path, value: cellOf(table.names, cells, alias) }));
  const paths = query.kind === 'list' ? query.paths : [...query.paths.values()];
  return paths.length === cells.length
    ? paths.map((path, position) => ({ path, value: cells[position] }))
    : [];
}

/** Tables begin their column names with a capital. */
const cellOf = (names: readonly string[], cells: readonly string[], alias: string): string | undefined =>
  cells[names.findIndex((name) => name.toLowerCase() === alias.toLowerCase())];
