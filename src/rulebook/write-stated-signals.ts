import { closingQuote } from '../lib/json-text.ts';
import { layOutJson } from './json-layout.ts';
import type { RuleTest, StatedSignals } from './rule-test.ts';
import { jsonPointer, valueOffsets } from './strict-json.ts';

type CaseList = keyof Pick<RuleTest, 'fires' | 'lookAlikes' | 'missing'>;

/** A case by where it stands, and what it is to state. */
export interface CaseSignals {
  list: CaseList;
  position: number;
  signals: StatedSignals;
}

/** A test file's text with the signals that its cases are to state; all else stays as it stands, its layout too. */
export const writeStatedSignals = (text: string, cases: readonly CaseSignals[]): string =>
  cases.reduce(writeCase, text);

function writeCase(text: string, { list, position, signals }: CaseSignals): string {
  const offsets = valueOffsets(text, { maxDepth: 100 });
  const spanOf = (...path: (string | number)[]): Span | null => {
    const from = offsets.get(jsonPointer(path));
    return from === undefined ? null : { from, to: endOfValue(text, from) };
  };
  const [all, one] = [spanOf(list), spanOf(list, position)];
  if (all === null || one === null) return text;
  if (/^\{\s*\n/.test(text.slice(one.from))) {
    const known = spanOf(list, position, 'signals');
    return known === null ? withProperty(text, one, signals) : withValue(text, known, signals);
  }
  // On one line, nothing within has a layout of its own; a list that begins on the same line gives way with its case.
  if (text.slice(all.from, one.from).includes('\n'))
    return withValue(text, one, { ...JSON.parse(textOf(text, one)), signals });
  const cases: object[] = JSON.parse(textOf(text, all));
  return withValue(text, all, cases.with(position, { ...cases[position], signals }));
}

interface Span {
  from: number;
  to: number;
}

const textOf = (text: string, { from, to }: Span): string => text.slice(from, to);

/** The text with another value in the place of one. */
function withValue(text: string, { from, to }: Span, value: unknown): string {
  const column = from - (text.lastIndexOf('\n', from) + 1);
  const after = /^[^\n]*/.exec(text.slice(to))?.[0].trimEnd().length ?? 0;
  const laidOut = layOutJson(value, { indent: indentAt(text, from), column, after });
  return text.slice(0, from) + laidOut + text.slice(to);
}

/** The text with `signals` as the last property of an object whose properties have lines of their own. */
function withProperty(text: string, object: Span, signals: StatedSignals): string {
  const end = text.slice(0, object.to - 1).trimEnd().length;
  const indent = indentAt(text, object.from) + 2;
  const property = `${' '.repeat(indent)}"signals": `;
  const laidOut = layOutJson(signals, { indent, column: property.length, after: 0 });
  return `${text.slice(0, end)},\n${property}${laidOut}${text.slice(end)}`;
}

/** Where the value that begins at `from` ends, of a valid text: an object or a list. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') at = closingQuote(text, at);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else continue;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function indentAt(text: string, offset: number): number {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return line.length - line.trimStart().length;
}
