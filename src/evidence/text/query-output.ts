import type { Line } from '../source.ts';
import { dashTables } from './dash-table.ts';
import { isObject } from './json-value.ts';
import type { Query } from './selecting-query.ts';
import { yamlDocument } from './yaml-document.ts';

const longestOutput = 64 * 1024;

/** A path that a query selects, and what was printed for it. */
export interface Selected {
  path: string;
  value: unknown;
}

/** What a command with `--query` printed, as JSON, YAML, tsv or table; empty when it fits none of them. */
export function selectedOf(query: Query, lines: readonly Line[]): Selected[] {
  const printed = lines.filter((line) => line.text.trim() !== '');
  const text = printed.map((line) => line.text).join('\n');
  const value = text.length > longestOutput ? undefined : (parseJson(text) ?? objectOfYaml(query, printed));
  return value === undefined ? selectedOfText(query, printed) : selectedOfJson(query, value);
}

/** `undefined` for text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `--output yaml` of a query that names what it selects. */
function objectOfYaml(query: Query, lines: readonly Line[]): unknown {
  const value = query.kind === 'object' ? yamlDocument(lines, longestOutput)?.value : undefined;
  return isObject(value) ? value : undefined;
}

function selectedOfJson(query: Query, value: unknown): Selected[] {
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
  return [{ path: query.path, value }];
}

function selectedOfText(query: Query, lines: readonly Line[]): Selected[] {
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
