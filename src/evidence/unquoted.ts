/** Quotes of quotes deeper than this are left. */
const deepest = 5;

/** How curl -v marks what it sent. */
const requestLine = /^> [A-Z]{3,10} \S{1,4000} HTTP\//;

/** The lines of a quoted mail or chat without their `> `; any other lines as they are. As many as before, in linear time. */
export function unquoted(lines: readonly string[]): readonly string[] {
  let plain = lines;
  for (let depth = 0; depth < deepest && isQuoted(plain); depth++)
    plain = plain.map((line) => line.replace(/^ {0,3}> ?/, ''));
  return plain;
}

/** Nearly every line is quoted; the few that are not say who wrote it. */
function isQuoted(lines: readonly string[]): boolean {
  let quoted = 0;
  let others = 0;
  for (const line of lines) {
    if (/^ {0,3}>/.test(line)) quoted++;
    else if (line.trim() !== '') others++;
  }
  if (quoted === 0 || others > Math.max(quoted < 4 ? 0 : 1, quoted / 10)) return false;
  return !lines.some((line) => requestLine.test(line));
}
