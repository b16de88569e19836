import fc from 'fast-check';
import { hostileWord } from './hostile.ts';

interface Change {
  kind:
    | 'drop'
    | 'double'
    | 'swap'
    | 'cut'
    | 'splice'
    | 'flip'
    | 'word'
    | 'number'
    | 'indent'
    | 'join'
    | 'repeat';
  /** Where, as shares of the text. */
  at: number;
  to: number;
  /** What is put there. */
  word: string;
  other: string;
}

/** Texts made of samples by a few changes each: lines and bytes that go, come twice, change places or are another's. */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  const sample = fc.constantFrom(...samples);
  const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const change: fc.Arbitrary<Change> = fc.record({
    kind: fc.constantFrom(
      'drop',
      'double',
      'swap',
      'cut',
      'splice',
      'flip',
      'word',
      'number',
      'indent',
      'join',
      'repeat',
    ),
    at: share,
    to: share,
    word: hostileWord,
    other: sample,
  });
  return fc
    .tuple(sample, fc.array(change, { maxLength: 8 }))
    .map(([text, changes]) => changes.reduce(changed, text));
}

function changed(text: string, { kind, at, to, word, other }: Change): string {
  const start = Math.floor(text.length * at);
  const end = Math.min(text.length, start + Math.floor(to * 30));
  if (kind === 'cut') return text.slice(0, start) + text.slice(end);
  if (kind === 'word') return text.slice(0, start) + word + text.slice(end);
  if (kind === 'flip')
    return (
      text.slice(0, start) +
      String.fromCharCode((text.charCodeAt(start) || 0) ^ (1 << (to * 8))) +
      text.slice(start + 1)
    );
  if (kind === 'number') return withNumber(text, start, word);
  return withLines(text.split('\n'), { kind, at, to, word, other }).join('\n');
}

/** The next number of the text gives way to another one, or to something that is none. */
function withNumber(text: string, start: number, word: string): string {
  const number = /\d+/g;
  number.lastIndex = start;
  const found = number.exec(text);
  if (found === null) return text;
  const other = /^\d/.test(word) ? word : String(Number(found[0]) * 1_000_000_007);
  return text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
}

function withLines(lines: readonly string[], { kind, at, to, word, other }: Change): string[] {
  const place = Math.floor(lines.length * at);
  const line = lines[place] ?? '';
  const before = lines.slice(0, place);
  const after = lines.slice(place + 1);
  if (kind === 'drop') return [...before, ...after];
  if (kind === 'double') return [...before, line, line, ...after];
  if (kind === 'repeat') return [...before, ...Array<string>(Math.ceil(to * 40)).fill(line), ...after];
  if (kind === 'indent') return [...before, `${word.slice(0, 3)} ${line}`, ...after];
  if (kind === 'join') return [...before, line + (after[0] ?? ''), ...after.slice(1)];
  if (kind === 'swap') return [...before, after[0] ?? '', line, ...after.slice(1)];
  const theirs = other.split('\n');
  const from = Math.floor(theirs.length * to);
  return [...before, line, ...theirs.slice(from, from + 12), ...after];
}
