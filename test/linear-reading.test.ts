import { describe, expect, it } from 'vitest';
import { sources } from '../src/evidence/sources.ts';
import { blockOf, samplesOf } from './source-reading.ts';

const SHORT = 4 * 1024;
/** Linear work grows by this; quadratic work by its square. */
const LONGER = 4;
/** Work that is done before the clock can tell is no danger. */
const NOTICEABLE_MILLISECONDS = 50;

const filler = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const milliseconds = (read: () => void): number => {
  const started = performance.now();
  read();
  return performance.now() - started;
};

/** How much longer the reading of four times as much takes, each at its best of several; 1 when nobody would notice. */
function growth(read: (length: number) => void): number {
  const best = { long: Number.POSITIVE_INFINITY, short: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < 5; attempt++) {
    best.long = Math.min(
      best.long,
      milliseconds(() => read(SHORT * LONGER)),
    );
    if (best.long < NOTICEABLE_MILLISECONDS) return 1;
    best.short = Math.min(
      best.short,
      milliseconds(() => read(SHORT)),
    );
  }
  return best.long / best.short;
}

const units = [' ', 'a', '1', ':', '/', '.', '"', '{', 'a ', 'a=', '10.0.0.1 '];
/** Of a source's samples: enough to get into each of its branches. */
const LINES = 30;

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const command = source.commands[0] ?? null;
  const lines = [...new Set(Object.values(samplesOf(id)).flatMap((sample) => sample.split('\n')))].filter(
    (_, i, all) => i % Math.ceil(all.length / LINES) === 0,
  );

  it('takes time linear in the length of a line', () => {
    const inputs = lines.concat('').flatMap((line) => [...units, `${line} `].map((unit) => ({ line, unit })));
    // The first slow one is enough: all of them would take for ever.
    const slow = inputs.find(({ line, unit }) => {
      const half = line.length / 2;
      const long = (length: number) => line.slice(0, half) + filler(unit, length) + line.slice(half);
      return growth((length) => source.read(blockOf(long(length), command))) > LONGER ** 1.75;
    });
    expect(slow).toBeUndefined();
  });

  it('takes time linear in the number of lines', () => {
    const text = lines.join('\n');
    const repeated = (length: number) => filler(`${text}\n`, length * 8);
    expect(growth((length) => source.read(blockOf(repeated(length), command)))).toBeLessThan(LONGER ** 1.75);
  });
});
