const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);

/** Colours and cursor movements, window titles, and the two-character sequences (ECMA-48, 5.3 and 5.4). */
const escapeSequences = new RegExp(
  [
    `${esc}\\[[0-?]*[ -/]*[@-~]`,
    `${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)`,
    `${esc}[ -/]?[0-~]`,
  ].join('|'),
  'g',
);

const byteOrderMark = '\uFEFF';
const unseen = new RegExp(`[${String.fromCharCode(0)}\u200B${byteOrderMark}]`, 'g');
const noBreakSpace = '\u00A0';

/** The lines of a text as a terminal shows them: any line end, no esc sequences, no invisible characters. */
export function cleanLines(text: string): string[] {
  const plain = (text.includes(esc) ? text.replace(escapeSequences, '') : text)
    .replace(unseen, '')
    .replaceAll(noBreakSpace, ' ');
  const lines = plain.includes('\r') ? plain.split('\n').flatMap(splitAtReturns) : plain.split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** A carriage return ends a line by itself; before a line feed it is part of the line end. */
function splitAtReturns(line: string): string[] {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  return line.slice(0, end).split('\r');
}
