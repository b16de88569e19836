/** A command with the lines that continue it, and the last of these. Lines count from 1; `first` is the command's own. */
export function wholeCommand(
  lines: readonly string[],
  { command, first }: { command: string; first: number },
): { whole: string; last: number } {
  const last = lastLine(lines, command, first);
  const parts = [command, ...lines.slice(first, last).map((line) => line.replace(/^\s*> /, '').trim())];
  const whole = parts
    .map((part) => (part.endsWith('\\') ? part.slice(0, -1) : part))
    .join(loopStart.test(command) ? '; ' : ' ');
  return { whole, last };
}

function lastLine(lines: readonly string[], command: string, first: number): number {
  const goesOn = continues(command);
  let last = first;
  let open = command.endsWith('\\');
  while (last < lines.length) {
    const next = lines[last] ?? '';
    if (!open && !(goesOn && /^> {1,40}\S/.test(next))) break;
    open = next.trimEnd().endsWith('\\');
    last++;
  }
  return last;
}

const loopStart = /^(?:for|while) /;

/** A here-document, an open quote, a pipe or a loop is continued behind `> `. */
function continues(command: string): boolean {
  const quotes = command.split('"').length - 1;
  return command.includes('<<') || quotes % 2 === 1 || /(?:\||&&|; ?do)$/.test(command);
}
