export type JsonToken =
  | { kind: 'open'; isList: boolean }
  | { kind: 'close' }
  | { kind: 'comma' }
  /** Between its quotes. */
  | { kind: 'string'; start: number; end: number; isKey: boolean };

/**
 * The strings, braces and commas of a text, as if all of it were JSON, whatever else stands in it. `\"` as the quote: JSON
 * within a string. Goes forward only, whatever the text: a string ends with its line at the latest.
 */
export function* jsonTokens(text: string, quote: '"' | '\\"'): Generator<JsonToken> {
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '{' || character === '[') yield { kind: 'open', isList: character === '[' };
    else if (character === '}' || character === ']') yield { kind: 'close' };
    else if (character === ',') yield { kind: 'comma' };
    else if (text.startsWith(quote, i)) {
      const start = i + quote.length;
      const end = endOf(text, start, quote);
      const behind = text.startsWith(quote, end) ? end + quote.length : end;
      yield { kind: 'string', start, end, isKey: isKey(text, behind) };
      i = behind - 1;
    }
  }
}

/** Where the string ends; the end of its line when nothing ends it before. */
function endOf(text: string, start: number, quote: '"' | '\\"'): number {
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === '\n') return i;
    if (text.startsWith(quote, i)) return i;
    // In a string of a string, `\\` comes before what is escaped there.
    if (character === '\\') i += quote === '"' ? 1 : escapedLength(text, i) - 1;
    else if (character === '"') return i;
  }
  return text.length;
}

/** `\\\"` and `\\n` are one character of the inner string. */
const escapedLength = (text: string, at: number): number =>
  text[at + 1] !== '\\' ? 2 : text[at + 2] === '\\' ? 4 : 3;

function isKey(text: string, from: number): boolean {
  let i = from;
  while (i < from + 8 && (text[i] === ' ' || text[i] === '\t')) i++;
  return text[i] === ':';
}
