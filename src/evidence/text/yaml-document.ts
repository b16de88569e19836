import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Line } from '../source.ts';

export interface YamlItem {
  readonly value: unknown;
  readonly first: Line;
  readonly last: Line;
}

export interface YamlDocument {
  readonly value: unknown;
  /** The items of a list property of the document's root, with their lines. */
  readonly items: (property: string) => readonly YamlItem[];
}

/** Longer texts are not parsed: a YAML parser takes about a microsecond a character. */
const longestYaml = 1024 * 1024;

/**
 * Parses lines as one YAML document; `null` when they are none, or too long. Aliases are refused: no program
 * read here prints them, and nested ones grow without bound. Comparing keys and decorating errors cost n², so
 * both are off.
 */
export function yamlDocument(lines: readonly Line[], longest = longestYaml): YamlDocument | null {
  const text = lines.map((line) => line.text).join('\n');
  const [firstLine, lastLine] = [lines[0], lines.at(-1)];
  if (text.length > longest || firstLine === undefined || lastLine === undefined) return null;
  const counter = new LineCounter();
  try {
    const parsed = parseDocument(text, {
      lineCounter: counter,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    if (parsed.errors.length > 0) return null;
    const value: unknown = parsed.toJS({ maxAliasCount: 0 });
    const lineAt = (offset: number) => lines[counter.linePos(offset).line - 1] ?? lastLine;
    return {
      value,
      items: (property) => {
        const list = isMap(parsed.contents) ? parsed.contents.get(property, true) : undefined;
        if (!isSeq(list)) return [];
        return list.items.map((node) => {
          const range = isMap(node) || isSeq(node) ? node.range : undefined;
          const [first, last] = [lineAt(range?.[0] ?? 0), lineAt(Math.max((range?.[1] ?? 0) - 1, 0))];
          return {
            value: isMap(node) || isSeq(node) ? node.toJS(parsed, { maxAliasCount: 0 }) : undefined,
            first,
            last,
          };
        });
      },
    };
  } catch {
    return null;
  }
}

/** A manifest starts with its `apiVersion` or `kind` and goes on while lines are indented, or name another property. */
export function yamlManifests(lines: readonly Line[]): (readonly Line[])[] {
  const manifests: (readonly Line[])[] = [];
  for (let position = 0; position < lines.length; position++) {
    const indent = indentOfStart(lines, position);
    if (indent === null) continue;
    let end = position + 1;
    if (lines[position]?.text.trimStart().startsWith('kind:')) end++;
    while (end < lines.length && continuesManifest(lines[end]?.text ?? '', indent)) end++;
    const last = end - 1;
    while (end > position && lines[end - 1]?.text.trim() === '') end--;
    manifests.push(lines.slice(position, end));
    position = last;
  }
  return manifests;
}

/** Written by hand, the kind may come before the version. */
function indentOfStart(lines: readonly Line[], position: number): number | null {
  const start = /^( {0,40})(apiVersion|kind): \S/.exec(lines[position]?.text ?? '');
  if (start === null) return null;
  const indent = start[1]?.length ?? 0;
  if (start[2] === 'apiVersion') return indent;
  const next = lines[position + 1]?.text ?? '';
  return next.startsWith(`${' '.repeat(indent)}apiVersion: `) ? indent : null;
}

function continuesManifest(text: string, indent: number): boolean {
  const trimmed = text.trimStart();
  if (trimmed === '') return true;
  const depth = text.length - trimmed.length;
  if (depth !== indent) return depth > indent;
  return /^(?:- |-$|[A-Za-z][\w.-]{0,60}:(?: |$))/.test(trimmed) && !trimmed.startsWith('apiVersion:');
}
