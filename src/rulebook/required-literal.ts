/** What a part of a pattern says about its matches. */
interface Part {
  /** The one text that it matches, in lower case; `null` when it matches several. */
  exact: string | null;
  /** Every match contains the needle. */
  contains: boolean;
}

const anything: Part = { exact: null, contains: false };
const nothing: Part = { exact: '', contains: false };
const literal = (exact: string): Part => ({ exact, contains: false });

/**
 * Whether every match of a pattern (RE2 syntax, letter case ignored) contains the needle. A prefilter by the needle
 * loses no match then. Errs on the side of no: false where it cannot tell.
 */
export function everyMatchContains({ pattern, needle }: { pattern: string; needle: string }): boolean {
  const reader = new PatternReader(pattern.toLowerCase(), needle.toLowerCase());
  return reader.alternatives().contains && reader.isSure;
}

class PatternReader {
  readonly #pattern: string;
  readonly #needle: string;
  #at = 0;
  #isLost = false;

  constructor(pattern: string, needle: string) {
    this.#pattern = pattern;
    this.#needle = needle;
  }

  /** The whole pattern was read, and nothing in it was beyond this reader. */
  get isSure(): boolean {
    return this.#isAtEnd && !this.#isLost;
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** A needle is required when it is in each of the branches. */
  alternatives(): Part {
    const branches = [this.#sequence()];
    while (this.#skip('|')) branches.push(this.#sequence());
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) return only;
    return { exact: null, contains: branches.every(({ contains }) => contains) };
  }

  /** Neighbours that match one text each make a longer such text, in which the needle may stand. */
  #sequence(): Part {
    let run = '';
    let isExact = true;
    let contains = false;
    while (!this.#isAtEnd && !this.#sees('|') && !this.#sees(')')) {
      const part = this.#atom();
      const least = this.#repetition();
      if (least !== 'once') isExact = false;
      if (least === 'maybe' || part.exact === null) {
        isExact = false;
        contains ||= part.contains && least !== 'maybe';
        run = '';
        continue;
      }
      run += part.exact;
      contains ||= run.includes(this.#needle);
      if (least === 'repeated') run = part.exact;
    }
    return { exact: isExact ? run : null, contains };
  }

  #repetition(): 'once' | 'maybe' | 'repeated' {
    const counts = this.#take(/\{(\d+)(?:,\d*)?\}/y);
    const sign = counts ?? this.#take(/[?*+]/y);
    if (sign === null) return 'once';
    this.#skip('?');
    return sign === '+' || /^\{0*[1-9]/.test(sign) ? 'repeated' : 'maybe';
  }

  #atom(): Part {
    if (this.#skip('\\')) return this.#escape();
    if (this.#skip('[')) return this.#characterClass();
    if (this.#skip('.')) return anything;
    if (this.#skip('(')) return this.#group();
    const character = this.#next();
    return character === '^' || character === '$' ? nothing : literal(character);
  }

  #group(): Part {
    if (this.#take(/\?[a-z-]+\)/y) !== null) return nothing;
    this.#take(/\?(?:p?<\w+>|[a-z-]*:)/y);
    const inner = this.alternatives();
    this.#skip(')');
    return inner;
  }

  #escape(): Part {
    const character = this.#next();
    if (/[^\w]/.test(character)) return literal(character);
    if (character === 'b' || character === 'z') return nothing;
    if (character === 'p') this.#take(/\{[^}]*\}|\w/y);
    // Code points and quoted stretches are too rare to be worth reading.
    this.#isLost ||= /[xq0-9]/.test(character);
    return anything;
  }

  #characterClass(): Part {
    const content = this.#take(/\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/y) ?? '';
    return content.length === 2 && content !== '^]' ? literal(content.charAt(0)) : anything;
  }

  #next(): string {
    return this.#pattern.charAt(this.#at++);
  }

  #sees(character: string): boolean {
    return this.#pattern[this.#at] === character;
  }

  #skip(character: string): boolean {
    if (!this.#sees(character)) return false;
    this.#at++;
    return true;
  }

  #take(token: RegExp): string | null {
    token.lastIndex = this.#at;
    const taken = token.exec(this.#pattern)?.[0] ?? null;
    this.#at += taken?.length ?? 0;
    return taken;
  }
}
