import { expect, it } from 'vitest';
import { secureAddress } from './secure-address.ts';

it.each([
  'https://login.microsoftonline.com/1f5e/v2.0',
  'https://accounts.google.com',
  'https://dex.example:5556/dex/keys?p=1',
  'http://127.0.0.1:5556/dex',
  'http://localhost',
  'http://[::1]:80/',
])('takes what nobody on the way can change: %s', (address) => {
  expect(address).toMatch(secureAddress);
});

it.each([
  'http://dex.example',
  'http://localhost.evil.example',
  'http://127.0.0.1@evil.example',
  'http://127.0.0.1:80@evil.example/',
  'https://',
  'https://a b',
  'ftp://a',
  '',
])('takes nothing else: %s', (address) => {
  expect(address).not.toMatch(secureAddress);
});
