import { closingQuote } from '../lib/json-text.ts';
import { shortened } from '../lib/shortened.ts';
import { type Finding, type FindingCode, finding } from './finding.ts';

export interface JsonLimits {
  /** Of the text as UTF-8. */
  maxBytes: number;
  maxDepth: number;
}

type Parsed = { value: unknown } | { finding: Finding };

/** Keys that reach an object's prototype in code that copies objects property by property. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON (RFC 8259) with bounds, without duplicate keys, and without keys that are dangerous to libraries that
 * never heard of them. What is wrong is said with line and column.
 */
export function parseStrictJson(text: string, limits: JsonLimits): Parsed {
  if (Buffer.byteLength(text) > limits.maxBytes)
    return { finding: finding('too-long', '', `longer than ${limits.maxBytes} bytes`) };
  const reader = new Reader(text, limits.maxDepth);
  try {
    return { value: reader.document() };
  } catch (error) {
    if (error instanceof Refusal) return { finding: error.finding };
    throw error;
  }
}

/** A pointer this long names nothing that a file should have; to keep many of them would cost more than linear space. */
const LONGEST_POINTER = 1000;

/** Where each value of a JSON text begins, by pointer, as an offset; of a text that breaks, as far as it can be read. */
export function valueOffsets(text: string, { maxDepth }: Pick<JsonLimits, 'maxDepth'>): Map<string, number> {
  const offsets = new Map<string, number>();
  const keep = (path: readonly string[], at: number): void => {
    const length = path.reduce((sum, key) => sum + key.length, 0);
    if (length <= LONGEST_POINTER) offsets.set(jsonPointer(path), at);
  };
  try {
    new Reader(text, maxDepth, keep).document();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return offsets;
}

class Refusal extends Error {
  readonly finding: Finding;

  constructor(refused: Finding) {
    super(refused.message);
    this.finding = refused;
  }
}

/** Anchored where the reader stands; each costs time linear in what it matches. */
const tokens = {
  space: /[ \t\r\n]*/y,
  scalar: /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y,
} as const;

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #onValue: ((path: readonly string[], at: number) => void) | null;
  readonly #path: string[] = [];
  #at = 0;

  constructor(
    text: string,
    maxDepth: number,
    onValue: ((path: readonly string[], at: number) => void) | null = null,
  ) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#onValue = onValue;
  }

  document(): unknown {
    if (this.#text.startsWith('\uFEFF')) this.#refuse('a byte order mark may not stand before the value');
    const value = this.#value();
    this.#take(tokens.space);
    return this.#at < this.#text.length ? this.#refuse('nothing may follow the value') : value;
  }

  #value(): unknown {
    this.#take(tokens.space);
    if (this.#path.length > this.#maxDepth)
      this.#refuse(`nested deeper than ${this.#maxDepth}`, { code: 'too-deep' });
    this.#onValue?.(this.#path, this.#at);
    if (this.#text[this.#at] === '{') return this.#object();
    if (this.#text[this.#at] === '[') return this.#array();
    if (this.#text[this.#at] === '"') return this.#string();
    const scalar = this.#take(tokens.scalar);
    return scalar === '' ? this.#refuse('a value is expected') : JSON.parse(scalar);
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#members('}', () => {
      const start = this.#at;
      const key = this.#string();
      const said = `the key "${shortened(key)}" is`;
      if (FORBIDDEN_KEYS.has(key)) this.#refuse(`${said} not allowed`, { at: start, code: 'forbidden-key' });
      if (Object.hasOwn(object, key))
        this.#refuse(`${said} there already`, { at: start, code: 'duplicate-key' });
      this.#take(tokens.space);
      if (!this.#skip(':')) this.#refuse('":" is expected');
      object[key] = this.#child(key);
    });
    return object;
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    this.#members(']', () => array.push(this.#child(String(array.length))));
    return array;
  }

  /** From the opening bracket to the closing one, with commas between the members. */
  #members(close: string, member: () => void): void {
    this.#at++;
    this.#take(tokens.space);
    if (this.#skip(close)) return;
    do {
      this.#take(tokens.space);
      member();
      this.#take(tokens.space);
    } while (this.#skip(','));
    if (!this.#skip(close)) this.#refuse(`"," or "${close}" is expected`);
  }

  #child(key: string): unknown {
    this.#path.push(key);
    const value = this.#value();
    this.#path.pop();
    return value;
  }

  #string(): string {
    const start = this.#at;
    const end = this.#text[start] === '"' ? closingQuote(this.#text, start) + 1 : 0;
    const literal = this.#text.slice(start, end);
    this.#at = end;
    try {
      return String(JSON.parse(literal));
    } catch {
      return this.#refuse('a string is expected, closed and without control characters', { at: start });
    }
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #take(token: RegExp): string {
    token.lastIndex = this.#at;
    const taken = token.exec(this.#text)?.[0] ?? '';
    this.#at += taken.length;
    return taken;
  }

  #refuse(
    message: string,
    { at = this.#at, code = 'broken-json' }: { at?: number; code?: FindingCode } = {},
  ): never {
    const before = this.#text.slice(0, at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const pointer = jsonPointer(this.#path.map(shortened));
    throw new Refusal({ ...finding(code, pointer, message), line: before.length, column });
  }
}

/** RFC 6901. */
export const jsonPointer = (path: readonly (string | number)[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
