import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'client.outside-authorized-ranges';
const ranges = (...value: string[]): SubmittedFact => ({ fact: 'aks.authorized-ip-ranges', value });
const client = (value: string, host = 'laptop'): SubmittedFact => ({
  fact: 'client.public-address',
  value,
  host,
});

it.each<[string, SubmittedFact[], unknown[]]>([
  ['outside of all ranges', [ranges('73.140.245.0/24', '10.0.0.5'), client('203.0.113.9')], [true]],
  ['in one of them', [ranges('73.140.245.0/24', '203.0.113.9'), client('203.0.113.9')], [false]],
  ['an IPv6 client of IPv4 ranges', [ranges('73.140.245.0/24'), client('2001:db8::1')], [true]],
  [
    'one client of two outside',
    [ranges('73.140.245.0/24'), client('73.140.245.7', 'a'), client('203.0.113.9', 'b')],
    [true],
  ],
  ['no ranges: everybody is let in', [ranges(), client('203.0.113.9')], [false]],
  ['no ranges, and no client known', [ranges()], [false]],
  ['no client known', [ranges('73.140.245.0/24')], []],
  ['no ranges known', [client('203.0.113.9')], []],
  ['a hidden octet that leaves it open', [ranges('73.140.245.0/24'), client('73.140.***.7')], []],
  ['a hidden octet that does not', [ranges('73.140.245.0/24'), client('***.141.245.7')], [true]],
])('%s', (_, facts, expected) => {
  expect(valuesFrom(fact, facts)).toEqual(expected);
});
