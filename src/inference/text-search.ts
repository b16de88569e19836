import type { TextLines } from '../facts/known.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { NeedleIndex } from '../lib/needle-index.ts';
import type { TextConditions } from './engine.ts';
import { compiled, isPattern } from './operators.ts';

/** A line on which a text condition is met. */
export interface TextMatch {
  /** Position of the text in the evidence. */
  text: number;
  /** Counted from 1. */
  line: number;
  host: string | null;
  content: string;
}

/** All text conditions of a rulebook, decided together in one pass over the texts. */
export class TextSearch implements TextConditions {
  readonly #numbers = new Map<string, number>();
  readonly #conditions: { needle: string; test: ((line: string) => boolean) | null }[] = [];
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
    for (const [text, { lines, hosts }] of texts.entries()) {
      for (const [at, content] of lines.entries()) {
        for (const condition of this.#needlesIn(content)) {
          if (this.#conditions[condition]?.test?.(content) === false) continue;
          const match = { text, line: at + 1, host: hosts[at] ?? null, content };
          const found = matches.get(condition);
          if (found === undefined) matches.set(condition, [match]);
          else found.push(match);
        }
      }
    }
    return matches;
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

function textCondition(
  operator: string,
  value: unknown,
): { needle: string; test: ((line: string) => boolean) | null } {
  if (operator === 'includes' && typeof value === 'string') return { needle: value, test: null };
  if (operator === 'matches' && isPattern(value)) {
    const expression = compiled(value);
    return { needle: value.needle, test: (line) => expression.matcher(line).find() };
  }
  throw new Error(`a text condition takes "includes" or "matches", not "${operator}"`);
}
