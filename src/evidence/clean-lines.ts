import { plainText } from './text/plain-text.ts';

const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
/** The one-character forms of CSI, OSC and ST. */
const [csi, osc, st] = ['\u009B', '\u009D', '\u009C'];

/**
 * Colours and cursor movements, window titles, and the two-character sequences (ECMA-48, 5.3 and 5.4). None reaches
 * over a line's end, which would change the numbers of lines.
 */
const escapeSequences = new RegExp(
  [
    `(?:${esc}\\[|${csi})[0-?]*[ -/]*[@-~]`,
    `(?:${esc}\\]|${osc})[^${bell}${esc}${osc}${st}\\r\\n]*(?:${bell}|${st}|${esc}\\\\)`,
    `${esc}[ -/]?[0-~]`,
  ].join('|'),
  'g',
);

/** The lines of a text as a terminal shows them: any line end, no escape sequences, no invisible characters. */
export function cleanLines(text: string): string[] {
  // What is left when a sequence is gone may look like another one: without its controls it is mere text.
  const shown = [esc, csi, osc].some((one) => text.includes(one)) ? text.replace(escapeSequences, '') : text;
  const lines = shown.includes('\r') ? shown.split('\n').flatMap(splitAtReturns) : shown.split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map(plainText);
}

/** A carriage return ends a line by itself; before a line feed it is part of the line end. */
function splitAtReturns(line: string): string[] {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  return line.slice(0, end).split('\r');
}
