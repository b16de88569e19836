import type { RedactedSecret } from '../facts/known.ts';
import { redactedIn } from '../redact/redacted-in.ts';
import { cleanLines } from './clean-lines.ts';
import type { Evidence } from './evidence.ts';

type Place = RedactedSecret['from'][number];

/**
 * What was redacted, by kind and in the order of the texts: read off the words that stand in the evidence, so that the
 * evidence alone says it. A word that fills several lines, as that of a key in PEM does, counts once.
 */
export function redactedPlaces({ facts, texts }: Evidence): RedactedSecret[] {
  const kinds = new Map<string, { count: number; from: Place[] }>();
  const note = (kind: string, place: Place | null): void => {
    const entry = kinds.get(kind) ?? { count: 0, from: [] };
    kinds.set(kind, entry);
    entry.count++;
    if (place !== null) entry.from.push(place);
  };
  for (const [text, { text: content, command = '', host = '' }] of texts.entries()) {
    if (content.includes('REDACTED-')) noteLines(cleanLines(content), text, note);
    for (const [part, label] of [
      ['command', command],
      ['host', host],
    ] as const)
      noteOnce(redactedIn(label), { text, part }, note);
  }
  for (const [submitted, fact] of facts.entries())
    if (mayHoldWords(fact)) noteOnce(redactedIn(JSON.stringify(fact)), { submitted }, note);
  return Array.from(kinds, ([kind, { count, from }]) => ({ kind, count, from }));
}

type Note = (kind: string, place: Place | null) => void;

function noteLines(lines: readonly string[], text: number, note: Note): void {
  const last = new Map<string, { lines: [number, number]; word: string }>();
  const words = lines.flatMap((line, i) => redactedIn(line).map((found) => ({ ...found, line: i + 1 })));
  for (const { kind, word, line } of words) {
    const before = last.get(kind);
    const isNext = before !== undefined && line <= before.lines[1] + 1;
    // The same word on the line behind is the rest of one secret.
    if (isNext && before.word === word && line === before.lines[1] + 1) before.lines[1] = line;
    else if (isNext) {
      note(kind, null);
      before.lines[1] = line;
      before.word = word;
    } else {
      const place = { text, lines: [line, line] as [number, number] };
      last.set(kind, { lines: place.lines, word });
      note(kind, place);
    }
  }
}

function noteOnce(words: ReturnType<typeof redactedIn>, place: Place, note: Note): void {
  const noted = new Set<string>();
  for (const { kind } of words) {
    note(kind, noted.has(kind) ? null : place);
    noted.add(kind);
  }
}

/** Most facts are numbers and short words: writing all of them as JSON would cost more than the rest. */
const mayHoldWords = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('REDACTED-')
    : value !== null && typeof value === 'object' && Object.values(value).some(mayHoldWords);
