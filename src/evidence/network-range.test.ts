import { describe, expect, it } from 'vitest';
import { formatNetwork, isHidden, overlap, parseRange, RangeIndex } from './network-range.ts';

function ranges(...texts: string[]) {
  return texts.map((text) => {
    const range = parseRange(text);
    if (range === null) throw new Error(`${text} is no range`);
    return range;
  });
}

const overlaps = (a: string, b: string): boolean | null => {
  const [first, second] = ranges(a, b);
  return first === undefined || second === undefined ? null : overlap(first, second);
};

describe('two ranges overlap', () => {
  it.each<[string, string, boolean | null]>([
    ['10.244.0.0/16', '10.244.3.7', true],
    ['10.244.3.7/24', '10.244.0.0/16', true],
    ['10.244.0.0/16', '10.245.0.0/16', false],
    ['172.28.128.132', '172.28.128.103/24', true],
    ['10.32.0.0/12', '10.47.255.255', true],
    ['10.32.0.0/12', '10.48.0.0/14', false],
    ['0.0.0.0/0', '1.2.3.4', true],
    ['***.24.69.3/24', '***.24.69.222', true],
    ['***.24.69.3/24', '***.24.70.222', false],
    ['***.24.69.3/24', '10.24.69.222', null],
    ['10.x.x.5/24', '10.**.x.9', null],
    ['10.x.x.5/16', '11.x.x.5/16', false],
    ['fd00:10:244::/56', 'fd00:10:244:0:1::2', true],
    ['fd00:10:244::/56', 'fd00:10:245::1', false],
    ['fd00::/8', '10.0.0.1', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });
});

it('a range is shown as its network', () => {
  expect(
    ranges('172.28.128.103/24', '10.36.0.1/12', '***.24.69.3/24', 'fd00:10:244::5/64', '10.0.0.1').map(
      formatNetwork,
    ),
  ).toEqual(['172.28.128.0/24', '10.32.0.0/12', '***.24.69.0/24', 'fd00:10:244::/64', '10.0.0.1/32']);
});

it('what is no range is none', () => {
  expect(
    ['', '10.0.0.1/33', '10.0.0', 'fd00::/129', 'fd00:****::/64', '<none>', 'default'].map(parseRange),
  ).toEqual(Array(7).fill(null));
});

it('a hidden octet is told from a shown one', () => {
  expect(ranges('***.24.69.3', '10.0.0.1').map(isHidden)).toEqual([true, false]);
});

it('an index finds the ranges around another', () => {
  const index = new RangeIndex<string>();
  for (const text of ['10.0.0.0/8', '10.244.0.0/16', '10.244.3.0/24'])
    for (const range of ranges(text)) index.add(range, text);
  expect(ranges('10.244.9.1', '10.244.3.1').map((range) => index.holding(range))).toEqual([
    ['10.0.0.0/8', '10.244.0.0/16'],
    ['10.0.0.0/8', '10.244.0.0/16', '10.244.3.0/24'],
  ]);
});
