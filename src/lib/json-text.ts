/** Where the string that opens at `open` closes; -1 when it does not. */
export function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

/** After an odd number of backslashes. A run of them stands before one quote only, so that all cost linear time. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text[first - 1] === '\\') first--;
  return (quote - first) % 2 === 1;
}

const COLON = 0x3a;
/** The highest code of what JSON takes for white space. */
const SPACE = 0x20;

/** How many keys are written in a JSON text, duplicates too. The text is valid. */
export function countKeys(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open >= 0; ) {
    let after = closingQuote(text, open) + 1;
    while (text.charCodeAt(after) <= SPACE) after++;
    if (text.charCodeAt(after) === COLON) keys++;
    open = text.indexOf('"', after);
  }
  return keys;
}

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
const QUOTE = 0x22;

/**
 * Whether a JSON text holds more than `most` values, those within others counted too: one for each comma and opening
 * bracket outside of strings. Stops there, and takes linear time, also when the text is no JSON.
 */
export function holdsMoreValues(text: string, most: number): boolean {
  // Each takes at least one character.
  if (text.length <= most) return false;
  let values = 1;
  for (let at = 0; at < text.length && values <= most; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = closingQuote(text, at);
      if (at < 0) return false;
    } else if (character === COMMA || character === BRACKET || character === BRACE) values++;
  }
  return values > most;
}
