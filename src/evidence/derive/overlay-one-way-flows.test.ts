import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'overlay.one-way-flows';
const flow = (source: string, destination: string, port = 8472) => ({
  source,
  destination,
  port,
  packets: 4,
});
const capture = (...value: object[]): SubmittedFact => ({
  fact: 'capture.encapsulated-flows',
  host: 'a',
  value,
});

it('packets that nobody answers', () => {
  expect(
    valuesFrom(fact, [
      capture(flow('10.0.0.1', '10.0.0.2'), flow('10.0.0.1', '10.0.0.3'), flow('10.0.0.3', '10.0.0.1')),
    ]),
  ).toEqual([[flow('10.0.0.1', '10.0.0.2')]]);
});

it('none, when all are answered, or the capture has none at all', () => {
  expect(valuesFrom(fact, [capture(flow('10.0.0.1', '10.0.0.2'), flow('10.0.0.2', '10.0.0.1'))])).toEqual([
    [],
  ]);
  expect(valuesFrom(fact, [capture()])).toEqual([[]]);
});

it('unknown without a capture', () => {
  expect(valuesFrom(fact, [])).toEqual([]);
});
