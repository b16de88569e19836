/** At least one of these literals is in every match. */
export type Clause = readonly string[];

/** What a part of a pattern says about its matches. */
interface Part {
  /** The one text that it matches, in lower case; `null` when it matches several. */
  exact: string | null;
  /** What every match contains. */
  clauses: readonly Clause[];
}

const anything: Part = { exact: null, clauses: [] };
const nothing: Part = { exact: '', clauses: [] };
const literal = (exact: string): Part => ({ exact, clauses: [] });

/** Branches have a clause for each choice of one clause from each; with more choices than this, the first ones only. */
const MOST_CLAUSES = 16;

/**
 * What every match of a pattern (RE2 syntax, letter case ignored) contains, in lower case: a literal of each clause.
 * A line without is no match, and is told so in a fraction of the time. Errs on the side of too few clauses.
 */
export function requiredLiterals(pattern: string): readonly Clause[] {
  const reader = new PatternReader(pattern.toLowerCase());
  const { exact, clauses } = reader.alternatives();
  if (!reader.isSure) return [];
  return exact === null || exact === '' ? clauses : [...clauses, [exact]];
}

/** Whether every match of a pattern contains the needle: a prefilter by the needle loses no match then. */
export function everyMatchContains({ pattern, needle }: { pattern: string; needle: string }): boolean {
  const wanted = needle.toLowerCase();
  return requiredLiterals(pattern).some((clause) => clause.every((one) => one.includes(wanted)));
}

class PatternReader {
  readonly #pattern: string;
  #at = 0;
  #isLost = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** The whole pattern was read, and nothing in it was beyond this reader. */
  get isSure(): boolean {
    return this.#isAtEnd && !this.#isLost;
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** Of branches, one is met: a literal of any clause of it, and so for each combination of their clauses. */
  alternatives(): Part {
    const branches = [this.#sequence()];
    while (this.#skip('|')) branches.push(this.#sequence());
    const [only] = branches;
    if (branches.length === 1 && only !== undefined) return only;
    const clauses = branches
      .map(({ exact, clauses: own }) => (exact === null || exact === '' ? own : [...own, [exact]]))
      .reduce((all, own) =>
        all.flatMap((clause) => own.map((other) => [...clause, ...other])).slice(0, MOST_CLAUSES),
      );
    return { exact: null, clauses };
  }

  /** Neighbours that match one text each make a longer such text. */
  #sequence(): Part {
    let run = '';
    let isExact = true;
    const clauses: Clause[] = [];
    const endRun = (): void => {
      if (run !== '') clauses.push([run]);
      run = '';
    };
    while (!this.#isAtEnd && !this.#sees('|') && !this.#sees(')')) {
      const part = this.#atom();
      const least = this.#repetition();
      if (least !== 'once') isExact = false;
      if (least !== 'maybe') clauses.push(...part.clauses);
      if (least === 'maybe' || part.exact === null) {
        isExact = false;
        endRun();
        continue;
      }
      run += part.exact;
      if (least !== 'repeated') continue;
      endRun();
      run = part.exact;
    }
    if (isExact) return { exact: run, clauses };
    endRun();
    return { exact: null, clauses };
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
