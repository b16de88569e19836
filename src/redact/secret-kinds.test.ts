import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText } from './redact-text.ts';
import { secretKinds } from './secret-kinds.ts';

/** `go`: texts whose parts between ⟦ and ⟧ must go, under this kind. `stay`: texts that look alike, and hold no secret. */
interface Samples {
  go: string[];
  stay: string[];
}

const folder = join(import.meta.dirname, 'samples');
const samples = new Map(
  readdirSync(folder).flatMap((file) =>
    Object.entries<Samples>(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  ),
);

const redact = (text: string): string => redactText(text, { tagOf: () => 'aaaaa' });
const plain = (marked: string): string => marked.replace(/[⟦⟧]/g, '');
const all = [...samples.values()].flatMap(({ go, stay }) => [...go.map(plain), ...stay]);

it('every kind has samples, each of an id of its own', () => {
  expect([...samples.keys()].sort()).toEqual(secretKinds.map(({ id }) => id).sort());
  for (const { go, stay } of samples.values()) expect(Math.min(go.length, stay.length)).toBeGreaterThan(0);
});

describe.each([...samples])('%s', (kind, { go, stay }) => {
  it.each(go)('is redacted: %j', (marked) => {
    expect(redact(plain(marked))).toBe(marked.replace(/⟦[^⟧]*⟧/g, `REDACTED-${kind}-aaaaa`));
  });

  it.each(stay)('is not taken for what looks alike: %j', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('any text', () => {
  // Pieces of all samples in any order and nesting: whole lines, halves, and what joins them.
  const piece = fc.oneof(
    fc.constantFrom(...all),
    fc.constantFrom(...all).chain((text) => fc.nat(text.length).map((at) => text.slice(at))),
    fc.constantFrom(...all).chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
    fc.constantFrom(
      '\n',
      '\r\n',
      ' ',
      '"',
      "'",
      '\\"',
      '\\n',
      ': ',
      '=',
      '- ',
      '{',
      '}',
      ',',
      '@',
      'REDACTED-jwt-aaaaa',
    ),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

  it('is the same when it is redacted twice, and keeps its lines', () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = redact(given);
        expect(redact(once)).toBe(once);
        expect(once.split('\n').length).toBe(given.split('\n').length);
        expect(once.split('\r').length).toBe(given.split('\r').length);
      }),
      { numRuns: 1000 },
    );
  });
});
