import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { apiProbe } from './source.ts';

const samples = samplesOf('api-probe');
const fact = 'connection.attempts';

it.each([
  [samples['healthz.txt'] ?? '', 'curl -k https://10.61.4.22:6443/healthz'],
  [samples['version.txt'] ?? '', 'curl -sk "https://10.61.4.22:6443/version"'],
  ['{\n  "kind": "Status",\n  "code": 401', 'curl -k https://10.61.4.22:6443'],
])('reads an answer of an API server: %s', (text, command) => {
  expect(itemsIn(readWith(apiProbe, text, command), fact)).toEqual([
    { target: '10.61.4.22', port: 6443, outcome: 'connected' },
  ]);
});

it('reads no failure, and no other page', () => {
  const refused = 'curl: (7) Failed to connect to 10.61.4.22 port 6443: Connection refused';
  expect(readWith(apiProbe, refused, 'curl -k https://10.61.4.22:6443/healthz').findings).toEqual([]);
  expect(readWith(apiProbe, 'ok', 'curl https://shop.example/cart').findings).toEqual([]);
  expect(readWith(apiProbe, 'ok', 'cat healthz').findings).toEqual([]);
});
