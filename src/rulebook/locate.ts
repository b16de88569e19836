import { valueOffsets } from './strict-json.ts';

/** Deeper than any file that is read; the reader recurses. */
const MAX_DEPTH = 100;

/** Both counted from 1, in UTF-16 code units, as editors count. */
export interface Place {
  line: number;
  column: number;
}

/** Where a value begins in a JSON text; where there is no such value, the nearest one that would hold it. */
export const locate = (text: string, pointer: string): Place => locatorOf(text)(pointer);

/** `locate` for many pointers into one text, which is read once. */
export function locatorOf(text: string): (pointer: string) => Place {
  const offsets = valueOffsets(text, { maxDepth: MAX_DEPTH });
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return (pointer) => {
    let held = pointer;
    while (held !== '' && !offsets.has(held)) held = held.slice(0, held.lastIndexOf('/'));
    return placeOf(offsets.get(held) ?? 0, lineStarts);
  };
}

function placeOf(offset: number, lineStarts: readonly number[]): Place {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
