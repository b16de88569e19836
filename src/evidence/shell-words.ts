/** The simple commands of a command line, each as its words: pipes cut off, redirections and quotes taken away. */
export function shellCommands(line: string): string[][] {
  const reader = new ShellReader();
  for (let i = 0; i < line.length; i++) {
    const stop = reader.take(line, i);
    if (stop < 0) break;
    i = stop;
  }
  return reader.finish();
}

const blank = /\s/;

class ShellReader {
  readonly #commands: string[][] = [];
  #words: string[] = [];
  #pieces: string[] | null = null;
  #piped = false;
  /** The next word is the target of a redirection. */
  #redirected = false;

  /** Reads what begins at `i`; answers where it ends, or -1 when a comment begins. */
  take(line: string, i: number): number {
    const char = line[i] ?? '';
    if (char === "'" || char === '"') return this.#quoted(line, i, char);
    if (char === '\\') {
      this.#add(line[i + 1] ?? '');
      return i + 1;
    }
    if (blank.test(char)) this.#endWord();
    else if (char === '#' && this.#pieces === null) return -1;
    else if (char === '|' || char === ';' || char === '&') return this.#operator(line, i, char);
    else if (char === '>' || char === '<') return this.#redirection(line, i);
    else this.#add(char);
    return i;
  }

  finish(): string[][] {
    this.#endCommand();
    return this.#commands;
  }

  #quoted(line: string, i: number, quote: string): number {
    let end = line.indexOf(quote, i + 1);
    while (quote === '"' && end > 0 && line[end - 1] === '\\') end = line.indexOf(quote, end + 1);
    if (end < 0) end = line.length;
    this.#add(line.slice(i + 1, end));
    return end;
  }

  #operator(line: string, i: number, char: string): number {
    const doubled = line[i + 1] === char;
    if (char === '&' && line[i + 1] === '>') return this.#redirection(line, i + 1);
    if (char === '|' && !doubled) {
      this.#endWord();
      this.#piped = true;
      return i;
    }
    this.#endCommand();
    return doubled ? i + 1 : i;
  }

  #redirection(line: string, i: number): number {
    const descriptor = this.#pieces?.join('') ?? '';
    if (descriptor === '1' || descriptor === '2') this.#pieces = null;
    this.#endWord();
    let end = i;
    while (line[end + 1] === '>' || line[end + 1] === '<' || line[end + 1] === '&') end++;
    this.#redirected = true;
    return end;
  }

  #add(piece: string): void {
    this.#pieces ??= [];
    this.#pieces.push(piece);
  }

  #endWord(): void {
    if (this.#pieces === null) return;
    if (!this.#piped && !this.#redirected) this.#words.push(this.#pieces.join(''));
    this.#pieces = null;
    this.#redirected = false;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push(this.#words);
    this.#words = [];
    this.#piped = false;
    this.#redirected = false;
  }
}
