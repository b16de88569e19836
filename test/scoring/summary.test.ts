import { describe, expect, it } from 'vitest';
import { NONE } from '../../src/cases/incident-files.ts';
import { calibrationError, reliability } from '../../src/cases/reliability.ts';
import type { Scored } from './incident.ts';
import { confusions, meanBrier, shareWithin, statementOf } from './summary.ts';

const scored = (given: Partial<Scored>): Scored => ({
  id: 'x',
  accepted: ['dns.a'],
  rank: 1,
  first: { rule: 'dns.a', probability: 0.9 },
  probability: 0.9,
  noneOfThese: 0.1,
  brier: 0.02,
  unread: [],
  lines: 1,
  ...given,
});
const wrong = scored({ rank: 2, first: { rule: 'dns.b', probability: 0.8 }, probability: 0.1, brier: 1.46 });
const missed = scored({ rank: null, first: null, probability: 0, noneOfThese: 1, brier: 2 });
const healthy = scored({
  accepted: [NONE],
  rank: null,
  first: null,
  probability: 1,
  noneOfThese: 1,
  brier: 0,
});

describe('the scores of incidents', () => {
  it('count the places at which the cause was found', () => {
    expect(shareWithin([scored({}), wrong, missed, missed], 1)).toBe(0.25);
    expect(shareWithin([scored({}), wrong, missed, missed], 3)).toBe(0.5);
    expect(meanBrier([scored({}), missed])).toBeCloseTo(1.01);
  });

  it('hold what was stated against how often it was right, none of these being a statement too', () => {
    expect(reliability([scored({}), wrong, missed, healthy].map(statementOf))).toEqual([
      { from: 0.8, count: 1, stated: 0.8, right: 0 },
      { from: 0.9, count: 3, stated: (0.9 + 1 + 1) / 3, right: 2 / 3 },
    ]);
  });

  it('are calibrated when each tenth is right as often as it says', () => {
    expect(calibrationError(reliability([healthy, healthy].map(statementOf)))).toBe(0);
    expect(calibrationError(reliability([missed, healthy].map(statementOf)))).toBe(0.5);
  });

  it('name which cause was taken for which', () => {
    const again = { ...wrong, id: 'y' };
    expect(confusions([scored({}), wrong, again, missed, healthy])).toEqual([
      { accepted: 'dns.a', first: 'dns.b', ids: ['x', 'y'] },
      { accepted: 'dns.a', first: 'no cause', ids: ['x'] },
    ]);
  });
});
