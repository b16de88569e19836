import type { TextLines } from '../facts/known.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { NeedleIndex } from '../lib/needle-index.ts';
import { requiredLiterals } from '../rulebook/required-literal.ts';
import type { TextConditions } from './engine.ts';
import { compiled, isPattern } from './operators.ts';

/** A line on which a text condition is met. */
export interface TextMatch {
  /** Position of the text in the evidence. */
  text: number;
  /** Counted from 1; 0 is the text's label. */
  line: number;
  host: string | null;
  content: string;
}

interface TextCondition {
  /** What the automaton looks for. */
  needle: string;
  /** Decides a line that has the needle, as it stands and in lower case; `null`: the needle is all there is to it. */
  test: ((line: string, folded: string) => boolean) | null;
}

/** All text conditions of a rulebook, decided together in one pass over the texts. */
export class TextSearch implements TextConditions {
  readonly #numbers = new Map<string, number>();
  readonly #conditions: TextCondition[] = [];
  #index: NeedleIndex | null = null;

  register(operator: string, value: unknown): number {
    const key = canonicalJson([operator, value]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#conditions.length);
    this.#conditions.push(textCondition(operator, value));
    this.#index = null;
    return this.#conditions.length - 1;
  }

  /** For each condition that is met: the lines on which it is, in the order of the texts. Linear in the texts. */
  search(texts: readonly TextLines[]): ReadonlyMap<number, readonly TextMatch[]> {
    this.#index ??= new NeedleIndex(this.#conditions.map(({ needle }) => needle));
    const matches = new Map<number, TextMatch[]>();
    const take = (match: TextMatch): void => {
      for (const condition of this.#metBy(match.content)) {
        const found = matches.get(condition);
        if (found === undefined) matches.set(condition, [match]);
        else found.push(match);
      }
    };
    for (const [text, { label, lines, hosts }] of texts.entries()) {
      if (label !== undefined) take({ text, line: 0, host: hosts[0] ?? null, content: label });
      for (const [at, content] of lines.entries())
        take({ text, line: at + 1, host: hosts[at] ?? null, content });
    }
    return matches;
  }

  #metBy(line: string): readonly number[] {
    const searched = asWrittenToday(line);
    const hits = this.#needlesIn(searched);
    if (hits.size === 0) return [];
    const folded = searched.toLowerCase();
    return [...hits].filter((condition) => this.#conditions[condition]?.test?.(searched, folded) !== false);
  }

  #needlesIn(line: string): ReadonlySet<number> {
    let hits: Set<number> | null = null;
    this.#index?.scan(line, (needle) => {
      hits ??= new Set();
      hits.add(needle);
    });
    return hits ?? none;
  }
}

const none: ReadonlySet<number> = new Set();

/** Go's `dial tcp 10.96.0.1:443: connect: …` named another system call before Go 1.10. */
const asWrittenToday = (line: string): string =>
  line.includes(': getsockopt: ') ? line.replaceAll(': getsockopt: ', ': connect: ') : line;

function textCondition(operator: string, value: unknown): TextCondition {
  if (operator === 'includes' && typeof value === 'string') return { needle: value, test: null };
  if (operator === 'matches' && isPattern(value)) {
    const required = requiredLiterals(value.pattern).filter(
      (clause) => !clause.includes(value.needle.toLowerCase()),
    );
    const test = (line: string, folded: string): boolean =>
      required.every((clause) => clause.some((literal) => folded.includes(literal))) &&
      compiled(value).test(line);
    return { needle: value.needle, test };
  }
  throw new Error(`a text condition takes "includes" or "matches", not "${operator}"`);
}
