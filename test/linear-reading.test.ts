import { describe, expect, it } from 'vitest';
import { sources } from '../src/evidence/sources.ts';
import { filler, growth, TOO_STEEP } from './growth.ts';
import { blockOf, samplesOf } from './source-reading.ts';

const SHORT = 4 * 1024;
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
      return growth(SHORT, (length) => source.read(blockOf(long(length), command))) > TOO_STEEP;
    });
    expect(slow).toBeUndefined();
  });

  it('takes time linear in the number of lines', () => {
    const text = lines.join('\n');
    const repeated = (length: number) => filler(`${text}\n`, length * 8);
    expect(growth(SHORT, (length) => source.read(blockOf(repeated(length), command)))).toBeLessThan(
      TOO_STEEP,
    );
  });
});
