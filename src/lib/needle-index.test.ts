import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NeedleIndex } from './needle-index.ts';

const hits = (needles: readonly string[], text: string): string[] => {
  const found: string[] = [];
  new NeedleIndex(needles).scan(text, (needle, end) => found.push(`${needle}@${end}`));
  return found.sort();
};

const naiveHits = (needles: readonly string[], text: string): string[] => {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return needles
    .flatMap((needle, position) => {
      const literal = needle.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      const ends: string[] = [];
      for (let at = folded.indexOf(literal); at >= 0; at = folded.indexOf(literal, at + 1))
        ends.push(`${position}@${at + literal.length}`);
      return ends;
    })
    .sort();
};

describe('NeedleIndex', () => {
  it('finds overlapping needles and needles within needles', () => {
    expect(hits(['he', 'she', 'his', 'hers'], 'ushers')).toEqual(['0@4', '1@4', '3@6']);
  });

  it('ignores the case of ASCII letters and of no others', () => {
    expect(hits(['TLS handshake', 'é'], 'tls HANDSHAKE É')).toEqual(['0@13']);
  });

  it('reports a needle given twice under both positions', () => {
    expect(hits(['no route', 'no route'], 'no route to host')).toEqual(['0@8', '1@8']);
  });

  it('finds nothing when there are no needles', () => {
    expect(hits([], 'anything')).toEqual([]);
  });

  it('finds what a search for each needle on its own finds', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'A', ' ', 'é', '1'),
      minLength: 1,
      maxLength: 5,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', ' ', 'é', '1', '☃'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), text, (needles, haystack) => {
        expect(hits(needles, haystack)).toEqual(naiveHits(needles, haystack));
      }),
    );
  });
});
