import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { date } from './source.ts';

const samples = samplesOf('date');
const readings = (text: string, command: string | null = 'date') =>
  itemsIn(readWith(date, text, command), 'clock.readings');
const noon = { seconds: Date.UTC(2026, 2, 11, 14, 4, 5) / 1000, zone: 'UTC' };

it.each([
  'Wed Mar 11 14:04:05 UTC 2026',
  'Wed Mar 11 02:04:05 PM UTC 2026',
  'Wed 11 Mar 2026 02:04:05 PM UTC',
  'Wed Mar 11 15:04:05 CET 2026',
  'Wed, 11 Mar 2026 10:04:05 -0400',
  '2026-03-11T14:04:05+00:00',
  '2026-03-11 19:34:05 +05:30',
])('reads %s', (text) => {
  expect(readings(text)).toEqual([noon]);
  expect(readings(text, null)).toEqual([noon]);
});

it('keeps a zone that may be one of several', () => {
  expect(readings(samples['ansible.txt'] ?? '', 'ansible all -m command -a date')).toEqual([
    { seconds: Date.UTC(2020, 9, 6, 10, 47, 2) / 1000, zone: 'CST' },
  ]);
});

it('reads the universal time of timedatectl', () => {
  expect(readings(samples['timedatectl.txt'] ?? '', 'timedatectl')).toEqual([
    { seconds: Date.UTC(2026, 2, 9, 10) / 1000, zone: 'UTC' },
  ]);
});

it('knows the machine that a line begins with', () => {
  const { findings } = readWith(date, 'node-2: Wed Mar 11 14:04:05 UTC 2026', 'pdsh -w node-2 date');
  expect(findings).toMatchObject([{ host: 'node-2', item: noon }]);
});

it('takes no date of a log, a listing or a certificate', () => {
  expect(readings('Wed Mar 11 14:04:05 UTC 2026 started', null)).toEqual([]);
  expect(readings('Wed Mar 11 14:04:05 UTC 2026', 'openssl x509 -noout -enddate')).toEqual([]);
});
