import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { isPrivateIpv4 } from '../text/addresses.ts';
import { AddressMap, hasHostBits } from './address-map.ts';
import { keptRanges, pinnedRanges } from './kept-ranges.ts';
import { KeyedBits } from './keyed-bits.ts';

const octet = fc.integer({ min: 0, max: 255 });
const v4 = fc.oneof(
  fc.array(octet, { minLength: 4, maxLength: 4 }),
  fc
    .tuple(fc.constantFrom([10, 0], [10, 20], [172, 20], [192, 168], [100, 70], [52, 18]), octet, octet)
    .map(([start, third, fourth]) => [...start, third, fourth]),
);
const v6 = fc.oneof(
  fc.array(octet, { minLength: 16, maxLength: 16 }),
  fc.array(octet, { minLength: 8, maxLength: 8 }).map((end) => [0xfd, 0, 0, 0x10, 0, 0, 0, 1, ...end]),
);
const keys = fc.string({ minLength: 1, maxLength: 40 });
/** Two addresses of one family, the second beginning like the first. */
const pair = fc
  .oneof(v4, v6)
  .chain((a) =>
    fc
      .tuple(fc.nat(a.length), fc.array(octet, { minLength: a.length, maxLength: a.length }))
      .map(([common, b]) => [a, [...a.slice(0, common), ...b.slice(common)]] as const),
  );

const mapOf = (key: string): AddressMap => new AddressMap(new KeyedBits(key));
const bitsOf = (octets: readonly number[]): string =>
  octets.map((one) => one.toString(2).padStart(8, '0')).join('');

function sharedBits(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [bitsOf(a), bitsOf(b)];
  const at = [...one].findIndex((bit, position) => bit !== other[position]);
  return at < 0 ? one.length : at;
}

const ranges = [...pinnedRanges, ...keptRanges].map((range) => ({ range, cidr: ipaddr.parseCIDR(range) }));
const within = (octets: readonly number[]): string[] => {
  const address = ipaddr.fromByteArray([...octets]);
  return ranges
    .filter(({ cidr: [network, bits] }) => network.kind() === address.kind() && address.match(network, bits))
    .map(({ range }) => range);
};

describe('mapped addresses', () => {
  it('share as many leading bits as the originals did', () => {
    fc.assert(
      fc.property(keys, pair, (key, [a, b]) => {
        const map = mapOf(key);
        expect(sharedBits(map.to(a), map.to(b))).toBe(sharedBits(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('are mapped back to the originals', () => {
    fc.assert(
      fc.property(keys, fc.oneof(v4, v6), (key, address) => {
        const map = mapOf(key);
        expect(map.back(map.to(address))).toEqual(address);
        expect(map.to(map.back(address))).toEqual(address);
      }),
      { numRuns: 500 },
    );
  });

  it('stay in the private, shared and reserved ranges that they were in, and out of the others', () => {
    fc.assert(
      fc.property(keys, fc.oneof(v4, v6), (key, address) => {
        const mapped = mapOf(key).to(address);
        expect(within(mapped)).toEqual(within(address));
        if (address.length === 4)
          expect(isPrivateIpv4(mapped.join('.'))).toBe(isPrivateIpv4(address.join('.')));
      }),
      { numRuns: 500 },
    );
  });

  it('keep networks networks of the same length, which contain each other and overlap as before', () => {
    fc.assert(
      fc.property(keys, pair, fc.nat(32), fc.nat(32), (key, [a, b], m, n) => {
        const map = mapOf(key);
        const [one, other] = [map.network(a, m), map.network(b, n)];
        expect(hasHostBits(one, m, 0)).toBe(true);
        const overlap = Math.min(m, n);
        expect(sharedBits(one, other) >= overlap).toBe(sharedBits(a, b) >= overlap);
        expect(map.network(one, m, 'back')).toEqual(networkOf(a, m));
      }),
      { numRuns: 500 },
    );
  });

  it('keep what the last octets mean: networks, gateways, cluster DNS, broadcasts', () => {
    fc.assert(
      fc.property(keys, octet, (key, second) => {
        const map = mapOf(key);
        const start = map.to([10, second, 0, 0]);
        expect(start.slice(2)).toEqual([0, 0]);
        expect(map.to([10, second, 0, 10])).toEqual([...start.slice(0, 3), 10]);
        expect(map.to([10, second, 7, 255]).at(-1)).toBe(255);
      }),
    );
  });

  it('differ from key to key, and from the originals', () => {
    const address = [52, 18, 77, 9];
    const mapped = new Set(Array.from({ length: 20 }, (_, key) => mapOf(`key ${key}`).to(address).join('.')));
    expect(mapped.size).toBeGreaterThan(17);
    expect(mapped.has(address.join('.'))).toBe(false);
  });

  it('map IPv4 addresses within IPv6 ones as what they are', () => {
    const map = mapOf('a key');
    const [v4Address, prefix] = [
      [52, 18, 77, 9],
      [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    expect(map.to([...prefix, ...v4Address])).toEqual([...prefix, ...map.to(v4Address)]);
    expect(map.back(map.to([...prefix, ...v4Address]))).toEqual([...prefix, ...v4Address]);
  });
});

const networkOf = (octets: readonly number[], bits: number): number[] => {
  const kept = bitsOf(octets)
    .slice(0, bits)
    .padEnd(octets.length * 8, '0');
  return octets.map((_, at) => Number.parseInt(kept.slice(at * 8, at * 8 + 8), 2));
};
