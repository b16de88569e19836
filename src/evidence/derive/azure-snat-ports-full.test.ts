import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const full = (...metrics: [metric: string, state: string, peak: number][]) =>
  valuesFrom('azure.snat-ports-full', [
    { fact: 'azure.metrics', value: metrics.map(([metric, state, peak]) => ({ metric, state, peak })) },
  ]);

it('says so when connections failed', () => {
  expect(full(['snatconnectioncount', 'Failed', 340], ['snatconnectioncount', 'Attempted', 9000])).toEqual([
    true,
  ]);
});

it('says so when the ports in use come close to those allocated', () => {
  expect(full(['usedsnatports', '', 1020], ['allocatedsnatports', '', 1024])).toEqual([true]);
  expect(full(['usedsnatports', '', 400], ['allocatedsnatports', '', 1024])).toEqual([false]);
});

it('denies it when none failed, and does not know without a count of either', () => {
  expect(full(['snatconnectioncount', 'Failed', 0])).toEqual([false]);
  expect(full(['snatconnectioncount', 'Attempted', 9000])).toEqual([]);
  expect(full(['bytecount', '', 9000])).toEqual([]);
});
