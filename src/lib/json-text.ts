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
