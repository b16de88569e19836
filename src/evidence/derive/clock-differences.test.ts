import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'clock.differences';
const ansible = (...answers: [host: string, clock: string][]) => [
  {
    command: 'ansible all -m command -a date',
    text: answers.map(([host, clock]) => `${host} | CHANGED | rc=0 >>\n${clock}`).join('\n'),
  },
];

it('names the two clocks that are the furthest apart, whatever their zones', () => {
  const texts = ansible(
    ['n1', 'Wed Mar 11 14:04:05 UTC 2026'],
    ['n2', 'Wed Mar 11 15:04:06 CET 2026'],
    ['n3', 'Wed Mar 11 14:52:00 UTC 2026'],
  );
  expect(valuesFrom(fact, [], texts)).toEqual([[{ hosts: ['n1', 'n3'], seconds: 2875 }]]);
});

it('says so when they agree', () => {
  const texts = ansible(['n1', 'Wed Mar 11 14:04:05 UTC 2026'], ['n2', 'Wed Mar 11 14:04:06 UTC 2026']);
  expect(valuesFrom(fact, [], texts)).toEqual([[{ hosts: ['n1', 'n2'], seconds: 1 }]]);
});

it('is unknown of one machine, of ambiguous zones, and of texts that may be minutes apart', () => {
  const one = ansible(['n1', 'Wed Mar 11 14:04:05 UTC 2026'], ['n1', 'Wed Mar 11 18:04:05 UTC 2026']);
  const zones = ansible(['n1', 'Wed Mar 11 14:04:05 UTC 2026'], ['n2', 'Wed Mar 11 22:04:05 CST 2026']);
  const texts = [
    { command: 'date', host: 'n1', text: 'Wed Mar 11 14:04:05 UTC 2026' },
    { command: 'date', host: 'n2', text: 'Wed Mar 11 14:07:05 UTC 2026' },
  ];
  for (const evidence of [one, zones, texts]) expect(valuesFrom(fact, [], evidence)).toEqual([]);
});

it('is known of separate texts that are hours apart', () => {
  const texts = [
    { command: 'date', host: 'n1', text: 'Wed Mar 11 14:04:05 UTC 2026' },
    { command: 'date', host: 'n2', text: 'Wed Mar 11 02:04:00 UTC 2026' },
  ];
  expect(valuesFrom(fact, [], texts)).toEqual([[{ hosts: ['n2', 'n1'], seconds: 43205 }]]);
});
