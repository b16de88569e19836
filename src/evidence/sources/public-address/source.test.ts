import { expect, it } from 'vitest';
import { readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { publicAddress } from './source.ts';

const addressOf = (text: string, command: string | null) =>
  valuesIn(readWith(publicAddress, text, command))['client.public-address'];

it.each([
  ['curl ifconfig.me', '203.0.113.7'],
  ['curl -s https://ifconfig.me/ip', '203.0.113.7'],
  ["curl -s 'https://api.ipify.org'", '203.0.113.7'],
  ['curl -4 icanhazip.com', '203.0.113.7\n'],
  ['curl https://checkip.amazonaws.com/', '203.0.113.7'],
  ['curl ipinfo.io', samplesOf('public-address')['ipinfo.json'] ?? ''],
  ['curl https://api.ipify.org?format=json', '{"ip":"203.0.113.7"}'],
  ['wget -qO- ifconfig.me', '203.0.113.7'],
  ['dig +short myip.opendns.com @resolver1.opendns.com', '203.0.113.7'],
  ['dig TXT +short o-o.myaddr.l.google.com @ns1.google.com', '"203.0.113.7"'],
  [
    'host myip.opendns.com resolver1.opendns.com',
    'Using domain server:\nmyip.opendns.com has address 203.0.113.7',
  ],
  ['curl checkip.dyndns.org', '<html><body>Current IP Address: 203.0.113.7</body></html>'],
])('%s', (command, text) => {
  expect(addressOf(text, command)).toBe('203.0.113.7');
});

it('keeps a masked address', () => {
  expect(addressOf('***.24.69.222', 'curl ifconfig.me')).toBe('***.24.69.222');
});

it.each([
  ['an address without a command', '203.0.113.7', null],
  ['an address that another server printed', '203.0.113.7', 'curl https://example.com/ip'],
  ['a look-up of another address', '{ "ip": "8.8.8.8" }', 'curl ipinfo.io/8.8.8.8'],
  ['an error', 'curl: (6) Could not resolve host: ifconfig.me', 'curl ifconfig.me'],
])('makes nothing of %s', (_, text, command) => {
  expect(addressOf(text, command)).toBeUndefined();
});
