import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'capture.arp-for-unreachable-pod';
const syns = (host: string, ...destinations: string[]): SubmittedFact => ({
  fact: 'capture.unanswered-syns',
  host,
  value: destinations.map((destination) => ({ source: '172.28.128.132', destination, port: 5000, count: 2 })),
});
const requests = (host: string, ...addresses: string[]): SubmittedFact => ({
  fact: 'capture.unanswered-arp-requests',
  host,
  value: addresses.map((address) => ({ address, asker: '10.244.27.0', count: 3 })),
});
const shown = (...facts: SubmittedFact[]) => derivedFrom(fact, facts).map(({ host, value }) => [host, value]);

it('an address to which SYNs go and for which ARP asks in vain', () => {
  expect(shown(syns('a', '172.28.21.3', '10.0.0.1'), requests('a', '172.28.21.3'))).toEqual([
    ['a', ['172.28.21.3']],
  ]);
});

it('none, when the capture shows both and they differ, or one of them is settled', () => {
  expect(shown(syns('a', '172.28.21.3'), requests('a', '10.0.0.1'))).toEqual([['a', []]]);
  expect(shown(syns('a', '172.28.21.3'), requests('a'))).toEqual([['a', []]]);
});

it('unknown, when no capture of the machine shows ARP', () => {
  expect(shown(syns('a', '172.28.21.3'))).toEqual([]);
  expect(shown(syns('a', '172.28.21.3'), requests('b', '172.28.21.3'))).toEqual([]);
});
