import type { Line } from '../source.ts';
import { isObject } from './json-value.ts';

/** Where an object or array stands in the text, and those within it in their order. */
export interface JsonSpan {
  readonly first: Line;
  readonly last: Line;
  /** Positions of both among the document's lines. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly JsonSpan[];
}

/** A JSON object or array that begins at the start of a line. */
export interface JsonDocument {
  readonly lines: readonly Line[];
  readonly first: Line;
  readonly last: Line;
  /** `null`: cut off, or no valid JSON. */
  readonly parsed: { readonly value: unknown; readonly span: JsonSpan } | null;
}

/** Spans deeper than this are not kept: no output that is read here nests its items deeper. */
const deepestSpan = 8;

interface OpenSpan {
  closer: '}' | ']';
  first: Line;
  start: number;
  children: JsonSpan[];
}

const known = new WeakMap<readonly Line[], readonly JsonDocument[]>();

/**
 * Finds whole JSON documents among lines of anything. A document starts at a line whose first character is `{` or
 * `[` and ends at its balanced end; a line that JSON cannot contain there cuts it off. Each line is looked at once,
 * and once for all the sources that read the same lines.
 */
export function jsonDocuments(lines: readonly Line[]): readonly JsonDocument[] {
  const before = known.get(lines);
  if (before !== undefined) return before;
  const documents: JsonDocument[] = [];
  let position = 0;
  while (position < lines.length) {
    if (!opensDocument(lines[position]?.text ?? '')) {
      position++;
      continue;
    }
    const scan = scanDocument(lines, position);
    const own = lines.slice(position, scan.end);
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined)
      documents.push({ lines: own, first, last, parsed: parse(own, scan) });
    position = scan.end;
  }
  known.set(lines, documents);
  return documents;
}

/** Log lines such as `[INFO] …` and Go maps such as `{a b}` begin alike, so the next character decides. */
const opensDocument = (text: string): boolean =>
  /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\]{"[\d-]|$|true|false|null))/.test(text);

const continuesDocument = (text: string): boolean => /^\s*(?:["{}[\],:\d-]|true|false|null|$)/.test(text);

/** Brackets, separators and whole strings; a string that its line does not end runs to the line's end. */
const token = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}[\]:,]/g;

interface Scan {
  /** Position behind the document's last line. */
  end: number;
  /** `null` when the document was cut off. */
  span: JsonSpan | null;
  /** Offset behind the closing bracket in the last line. */
  endOffset: number;
}

const cutOff = (end: number): Scan => ({ end, span: null, endOffset: 0 });

function scanDocument(lines: readonly Line[], start: number): Scan {
  const open: OpenSpan[] = [];
  let before = '';
  for (let position = start; position < lines.length; position++) {
    const line = lines[position];
    if (line === undefined || !continuesDocument(line.text)) return cutOff(position);
    for (const match of line.text.matchAll(token)) {
      const [found] = match;
      const parent = open.at(-1);
      if (found === '{' || found === '[') {
        if (!mayOpen(parent, before)) return cutOff(Math.max(position, start + 1));
        open.push({ closer: found === '{' ? '}' : ']', first: line, start: position - start, children: [] });
      } else if (found === '}' || found === ']') {
        open.pop();
        if (parent?.closer !== found) return cutOff(position + 1);
        const span = { ...parent, last: line, end: position - start };
        if (open.length === 0) return { end: position + 1, span, endOffset: match.index + 1 };
        if (open.length < deepestSpan) open.at(-1)?.children.push(span);
      } else if (found.length > 1 && !found.endsWith('"')) return cutOff(position + 1);
      before = found;
    }
  }
  return cutOff(lines.length);
}

/** In an object a bracket opens behind a colon only: elsewhere, a cut-off document is followed by another. */
const mayOpen = (parent: OpenSpan | undefined, before: string): boolean =>
  parent === undefined || parent.closer === ']' || before === ':';

function parse(lines: readonly Line[], { span, endOffset }: Scan): JsonDocument['parsed'] {
  if (span === null) return null;
  const texts = lines.map((line) => line.text);
  texts.push(texts.pop()?.slice(0, endOffset) ?? '');
  try {
    return { value: JSON.parse(texts.join('\n')), span };
  } catch {
    return null;
  }
}

/** A value within a document, and the lines on which it stands (for a scalar, those of what holds it). */
export interface Placed {
  readonly key: string | number;
  readonly value: unknown;
  readonly span: JsonSpan;
}

/** The properties of an object or the items of an array, with their lines. */
export function members(value: unknown, span: JsonSpan): Placed[] {
  if (value === null || typeof value !== 'object') return [];
  const pairs: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  let next = 0;
  return pairs.map(([key, inner]) => {
    const nested = inner !== null && typeof inner === 'object' ? span.children[next++] : undefined;
    return { key, value: inner, span: nested ?? span };
  });
}

/** The items of an array property (`items`, `Reservations`), with their lines. */
export function itemsOf(value: unknown, span: JsonSpan, property: string): Placed[] {
  if (!isObject(value)) return [];
  const list = members(value, span).find((member) => member.key === property);
  return list === undefined || !Array.isArray(list.value) ? [] : members(list.value, list.span);
}

/** The first line within a span that names the property; else the span's first line. */
export function lineOfProperty(document: JsonDocument, span: JsonSpan, property: string): Line {
  const quoted = `"${property}"`;
  for (let position = span.start; position <= span.end; position++) {
    const line = document.lines[position];
    if (line?.text.includes(quoted)) return line;
  }
  return span.first;
}
