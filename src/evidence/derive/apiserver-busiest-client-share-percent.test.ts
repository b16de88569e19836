import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'apiserver.busiest-client-share-percent';
const counted = (...requests: number[]) => [
  {
    fact: 'apiserver.requests-by-client',
    value: requests.map((count, i) => ({ client: `client-${i}`, requests: count })),
  },
];

it('is the share of all counted requests', () => {
  expect(valuesFrom(fact, counted(900, 80, 20))).toEqual([90]);
  expect(valuesFrom(fact, counted(1, 1, 1))).toEqual([33.3]);
});

it('is unknown when there is nothing to compare with', () => {
  expect(valuesFrom(fact, counted())).toEqual([]);
  expect(valuesFrom(fact, counted(500))).toEqual([]);
  expect(valuesFrom(fact, counted(0, 0))).toEqual([]);
});
