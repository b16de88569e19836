import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const [fact, list] = ['eks.client-outside-public-access-cidrs', 'eks.public-access-cidrs'];

const outside = (ranges: string[], address: string) =>
  valuesFrom(fact, [
    { fact: list, value: ranges },
    { fact: 'client.public-address', value: address, host: 'laptop' },
  ]);

it('compares the client with the ranges of the public endpoint', () => {
  expect(outside(['198.51.100.0/24'], '203.0.113.9')).toEqual([true]);
  expect(outside(['198.51.100.0/24', '203.0.113.8/29'], '203.0.113.9')).toEqual([false]);
  expect(outside(['0.0.0.0/0'], '203.0.113.9')).toEqual([false]);
});

it('does not know without ranges, without a client, or of a hidden address', () => {
  expect(outside(['198.51.100.0/24'], '198.51.***.9')).toEqual([]);
  expect(outside([], '203.0.113.9')).toEqual([]);
  expect(valuesFrom(fact, [{ fact: list, value: ['198.51.100.0/24'] }])).toEqual([]);
});
