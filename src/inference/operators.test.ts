import { describe, expect, it } from 'vitest';
import { itemFits, operators } from './operators.ts';

const compare = (name: string, fact: unknown, value: unknown): boolean | undefined =>
  operators[name]?.(fact, value);

describe('operators', () => {
  it.each([
    ['includes', 'dial tcp: I/O timeout', 'i/o TIMEOUT', true],
    ['includes', 'connected', 'timeout', false],
    ['includes', 42, '4', false],
    [
      'matches',
      'dial tcp 10.0.0.4:10250: i/o timeout',
      { pattern: ':10250: (i/o|dial) timeout', needle: ':10250' },
      true,
    ],
    [
      'matches',
      'dial tcp 10.0.0.4:443: i/o timeout',
      { pattern: ':10250: i/o timeout', needle: ':10250' },
      false,
    ],
    ['isEmpty', [], true, true],
    ['isEmpty', [1], true, false],
    ['isEmpty', [1], false, true],
    ['countAtLeast', [1, 2], 2, true],
    ['countAtLeast', [1], 2, false],
    [
      'hasItem',
      [{ port: 10250, outcome: 'timed-out' }],
      { port: 10250, outcome: ['timed-out', 'refused'] },
      true,
    ],
    ['hasItem', [{ port: 443, outcome: 'timed-out' }], { port: 10250 }, false],
    ['hasItem', [{ lossPercent: 100 }], { lossPercent: { atLeast: 90 } }, true],
    ['hasItem', [{ lossPercent: 3 }], { lossPercent: { atLeast: 90 } }, false],
    ['cidrContains', '10.244.0.0/16', '10.244.3.7', true],
    ['cidrContains', '10.244.3.0/24', '10.244.0.0/16', false],
    ['cidrContains', 'fd00::/8', 'fd12::1', true],
    ['cidrOverlaps', '10.244.3.0/24', '10.244.0.0/16', true],
    ['cidrOverlaps', '10.244.0.0/16', '10.96.0.0/12', false],
    ['cidrOverlaps', '10.0.0.1', '::ffff:0:0/96', false],
    ['cidrContains', '0.0.0.0/0', '10', false],
    ['cidrOverlaps', '10.x.x.1', '10.0.0.0/8', false],
    ['semverLessThan', 'v1.9.3', '1.10', true],
    ['semverLessThan', 'v1.29.4-gke.1', '1.29.4', false],
    ['semverAtLeast', 'v1.29.4-gke.1', '1.29.4', true],
    ['semverAtLeast', 'unknown', '1.0', false],
  ])('%s %j %j is %j', (name, fact, value, expected) => {
    expect(compare(name, fact, value)).toBe(expected);
  });
});

describe('itemFits', () => {
  it('wants every property of the template', () => {
    expect(itemFits({ a: 1, b: 2 }, { a: 1, b: 3 })).toBe(false);
    expect(itemFits({ a: 1, b: 2 }, { a: 1, b: { atMost: 2 } })).toBe(true);
  });

  it('does not take a missing number for one within bounds', () => {
    expect(itemFits({}, { a: { atMost: 2 } })).toBe(false);
  });
});
