import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const ping = (payloadBytes: number, received: number, target = '10.42.2.9') => ({
  target,
  transmitted: 3,
  received,
  lossPercent: received === 0 ? 100 : 0,
  payloadBytes,
});
const found = (...value: ReturnType<typeof ping>[]) =>
  valuesFrom('ping.large-lost-small-answered', [{ fact: 'ping.results', host: 'n1', value }]);

it('finds a target that answers small pings only', () => {
  expect(found(ping(1472, 0), ping(56, 3))).toEqual([
    [{ target: '10.42.2.9', lostBytes: 1472, answeredBytes: 56 }],
  ]);
});

it('is empty when a large one passes, and unknown without a large one or of a silent target', () => {
  expect(found(ping(1472, 3), ping(56, 3))).toEqual([[]]);
  expect(found(ping(56, 3))).toEqual([]);
  expect(found(ping(1472, 0), ping(56, 0))).toEqual([]);
  expect(found(ping(1472, 0), ping(56, 3, '10.42.2.10'))).toEqual([]);
});
