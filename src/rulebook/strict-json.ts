import type { ErrorDetail } from '../lib/errors.ts';
import { closingQuote } from '../lib/json-text.ts';
import { shortened } from '../lib/shortened.ts';

export interface JsonLimits {
  /** Of the text as UTF-8. */
  maxBytes: number;
  maxDepth: number;
}

type Parsed = { value: unknown } | { finding: ErrorDetail };

/** Keys that reach an object's prototype in code that copies objects property by property. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON (RFC 8259) with bounds, without duplicate keys, and without keys that are dangerous to libraries that
 * never heard of them. What is wrong is said with line and column, both counted from 1.
 */
export function parseStrictJson(text: string, limits: JsonLimits): Parsed {
  if (Buffer.byteLength(text) > limits.maxBytes)
    return { finding: { pointer: '', message: `longer than ${limits.maxBytes} bytes` } };
  const reader = new Reader(text, limits.maxDepth);
  try {
    return { value: reader.document() };
  } catch (error) {
    if (error instanceof Refusal) return { finding: { pointer: error.pointer, message: error.message } };
    throw error;
  }
}

class Refusal extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
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
  readonly #path: string[] = [];
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  document(): unknown {
    const value = this.#value();
    this.#take(tokens.space);
    return this.#at < this.#text.length ? this.#refuse('nothing may follow the value') : value;
  }

  #value(): unknown {
    this.#take(tokens.space);
    if (this.#path.length > this.#maxDepth) this.#refuse(`nested deeper than ${this.#maxDepth}`);
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
      if (FORBIDDEN_KEYS.has(key)) this.#refuse(`the key "${shortened(key)}" is not allowed`, start);
      if (Object.hasOwn(object, key)) this.#refuse(`the key "${shortened(key)}" is there already`, start);
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
      return this.#refuse('a string is expected, closed and without control characters', start);
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

  #refuse(message: string, at = this.#at): never {
    const before = this.#text.slice(0, at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new Refusal(
      jsonPointer(this.#path.map(shortened)),
      `line ${before.length}, column ${column}: ${message}`,
    );
  }
}

/** RFC 6901. */
export const jsonPointer = (path: readonly (string | number)[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
