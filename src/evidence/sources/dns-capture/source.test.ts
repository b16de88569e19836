import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { dnsCapture } from './source.ts';

const sample = samplesOf('dns-capture')['asked-again.txt'] ?? '';
const lookupsIn = (text: string) => itemsIn(readWith(dnsCapture, text), 'dns.lookups');

it('a question that is asked again took until the answer to the last one', () => {
  expect(lookupsIn(sample)).toEqual([
    {
      name: 'payments.shop.svc.cluster.local',
      server: '10.96.0.10',
      outcome: 'resolved',
      milliseconds: 5006,
      of: 'cluster',
      by: 'cluster-dns',
    },
  ]);
});

it('a question that is asked again and never answered has timed out', () => {
  const asked = sample.split('\n').filter((line) => line.includes(' A? '));
  expect(lookupsIn(asked.join('\n'))).toMatchObject([{ outcome: 'timed-out' }]);
});

it('questions that are answered at once, or cut off by the end, say nothing', () => {
  expect(lookupsIn(sample.split('\n').slice(0, 3).join('\n'))).toEqual([]);
});
