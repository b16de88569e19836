import { expect, it } from 'vitest';
import { isAddress, isIpv4, isIpv6, isMac, isUnset, maskBits, parsePrefixed, toMac } from './addresses.ts';

it('takes dotted addresses, masked octets included', () => {
  expect(
    ['10.0.0.1', '***.24.69.222', '10.x.x.5', '***.***.1.2', '1.XX.*.4'].filter((it) => !isIpv4(it)),
  ).toEqual([]);
});

it('refuses what only resembles a dotted address', () => {
  expect(
    ['10.0.0', '10.0.0.256', '10.0.0.1.80', '1.2.3.4/24', 'x', '10.0..1', 'v1.23.6.0'].filter(isIpv4),
  ).toEqual([]);
});

it('takes IPv6 addresses with zones and masked groups', () => {
  expect(
    ['::1', 'fe80::5054:ff:fe2c:6c50', 'fe80::1%eth0', '2001:db8:****::1'].filter((it) => !isIpv6(it)),
  ).toEqual([]);
  expect(['10.0.0.1', 'a:b', '52:54:00:2c:6c:50'].filter(isIpv6)).toEqual([]);
});

it('knows both families as addresses and no names', () => {
  expect(['10.0.0.1', '::1', 'node-1', ''].map(isAddress)).toEqual([true, true, false, false]);
});

it('writes every hardware address in one form', () => {
  expect(toMac('B4-05-5D-7D-89-3A')).toBe('b4:05:5d:7d:89:3a');
  expect(toMac('0:1c:42:0:0:18')).toBe('00:1c:42:00:00:18');
  expect(toMac('38:68:dd:**:**:e8')).toBe('38:68:dd:**:**:e8');
  expect(toMac('38:68:dd:4f:e7')).toBeNull();
  expect(isMac('10:20:30')).toBe(false);
});

it('tells placeholders from hardware addresses', () => {
  expect(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '02:42:9b:fa:a8:00'].map(isUnset)).toEqual([
    true,
    true,
    false,
  ]);
});

it('splits a prefix length off, and only one that the family allows', () => {
  expect(parsePrefixed('***.24.69.2/24')).toEqual({ address: '***.24.69.2', family: 4, prefixBits: 24 });
  expect(parsePrefixed('fe80::1/64')).toEqual({ address: 'fe80::1', family: 6, prefixBits: 64 });
  expect(['10.0.0.1/33', '10.0.0.1', '10.0.0.0/', 'a/24'].map(parsePrefixed)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('counts the bits of masks, and takes no mask with holes', () => {
  expect(
    ['255.255.255.255', '255.255.240.0', '0.0.0.0', '255.0.255.0', '0xffff0000', 'x'].map(maskBits),
  ).toEqual([32, 20, 0, null, 16, null]);
});
