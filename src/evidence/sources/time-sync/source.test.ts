import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { timeSync } from './source.ts';

const samples = samplesOf('time-sync');
const values = (text: string) => valuesIn(readWith(timeSync, text));

it('reads chronyc tracking', () => {
  expect(values(samples['chronyc-tracking.txt'] ?? '')).toEqual({
    'clock.offset-seconds': 3602.118408203,
    'clock.synchronized': false,
  });
});

it('reads timedatectl', () => {
  expect(values(samples['timedatectl.txt'] ?? '')).toEqual({ 'clock.synchronized': false });
  expect(values('NTP synchronized: yes')).toEqual({ 'clock.synchronized': true });
});

it.each([
  ['unsynchronised', { 'clock.synchronized': false }],
  ['synchronised to NTP server (10.0.0.1) at stratum 3', { 'clock.synchronized': true }],
  [
    '11 Mar 10:00:00 ntpdate[211]: step time server 10.0.0.1 offset -412.120112 sec',
    { 'clock.offset-seconds': 412.120112 },
  ],
  [
    'Mar 11 10:00:00 n1 chronyd[811]: System clock wrong by 61.002413 seconds',
    { 'clock.offset-seconds': 61.002413 },
  ],
])('reads %j', (text, expected) => {
  expect(values(text)).toEqual(expected);
});

it('leaves no line of its outputs unread, and takes none of others', () => {
  for (const text of Object.values(samples)) expect(unclaimedIn(readWith(timeSync, text), text)).toEqual([]);
  expect(readWith(timeSync, 'Stratum         : 0\n').understood).toEqual([]);
});
