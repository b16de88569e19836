import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { corefile } from './source.ts';

const sample = samplesOf('corefile')['configmap.txt'] ?? '';
const forwardsIn = (text: string) => itemsIn(readWith(corefile, text), 'coredns.forwards');
const both = [
  { zone: '.', to: ['/etc/resolv.conf'] },
  { zone: 'corp.example.net', to: ['10.20.0.53', '10.20.1.53'] },
];

it('each server block says where its names are passed on to', () => {
  expect(forwardsIn(sample)).toEqual(both);
});

it('may stand in one line with its line ends written out', () => {
  const json =
    '        "Corefile": ".:53 {\\n    errors\\n    forward . 8.8.8.8 {\\n      prefer_udp\\n    }\\n}\\n"';
  expect(forwardsIn(json)).toEqual([{ zone: '.', to: ['8.8.8.8'] }]);
});

it('of old versions says proxy, and a forward may name a zone of its own', () => {
  expect(forwardsIn('.:53 {\n  errors\n  proxy . 8.8.8.8\n  forward example.org tls://9.9.9.9\n}')).toEqual([
    { zone: '.', to: ['8.8.8.8'] },
    { zone: 'example.org', to: ['tls://9.9.9.9'] },
  ]);
});

it('ends with its last brace', () => {
  expect(forwardsIn('.:53 {\n  errors\n}\nforward . 8.8.8.8')).toEqual([]);
});

it('leaves other texts with braces alone', () => {
  const text = 'server {\n  listen 80;\n  forward all requests\n}\nWe forward . and errors follow';
  expect(readWith(corefile, text).findings).toEqual([]);
});
