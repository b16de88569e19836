import { describe, expect, it } from 'vitest';
import { Pseudonymiser } from './pseudonymiser.ts';

const LONGER = 4;
/** Work that is done before the clock can tell is no danger. */
const NOTICEABLE_MILLISECONDS = 50;

/** As the value of a fact, a text is mapped and not read. */
const map = (text: string): unknown =>
  new Pseudonymiser('a key').evidence({
    facts: [{ fact: 'text', value: text, host: 'gondor-1' }],
    texts: [],
  }).facts[0]?.value;

const milliseconds = (text: string): number => {
  const started = performance.now();
  map(text);
  return performance.now() - started;
};

/** How much longer four times as much takes, each at its best of several; 1 when nobody would notice. */
function growth(textOf: (length: number) => string, short: number): number {
  const best = { long: Number.POSITIVE_INFINITY, short: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < 5; attempt++) {
    best.long = Math.min(best.long, milliseconds(textOf(short * LONGER)));
    if (best.long < NOTICEABLE_MILLISECONDS) return 1;
    best.short = Math.min(best.short, milliseconds(textOf(short)));
  }
  return best.long / best.short;
}

const addressOf = (at: number): string =>
  `${20 + (at >> 24)}.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;

describe('mapping takes time linear in the text', () => {
  const units = [
    '.',
    '-',
    ':',
    'a.',
    'a-',
    '1.',
    '1-',
    '1:',
    '::',
    'gondor-1.',
    '-gondor-1',
    'a.com.',
    '10.0.0.1.',
    '  ',
  ];
  const hostile = [
    ...units,
    '0a:',
    'x.x.',
    '*.',
    '52.18.77.9 ',
    'version ',
    '255.255.0.0 ',
    '.in-addr.arpa',
    '_',
  ];

  it.each(hostile)('that repeats %j on one line', (unit) => {
    const textOf = (length: number) => unit.repeat(Math.ceil(length / unit.length));
    expect(growth(textOf, 16 * 1024)).toBeLessThan(LONGER ** 1.75);
    expect(growth((length) => `a${textOf(length)}b`, 16 * 1024)).toBeLessThan(LONGER ** 1.75);
  });

  it('that holds ever more different addresses', () => {
    const textOf = (count: number) =>
      Array.from({ length: count }, (_, at) => addressOf(at * 977)).join('\n');
    expect(growth(textOf, 10_000)).toBeLessThan(LONGER ** 1.75);
  });

  it('and keeps a hundred thousand addresses apart', () => {
    const text = Array.from({ length: 100_000 }, (_, at) => addressOf(at * 97)).join('\n');
    expect(new Set(String(map(text)).split('\n')).size).toBe(100_000);
  });
});
