import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { nginxUpstream } from './source.ts';

const attempts = (text: string) => itemsIn(readWith(nginxUpstream, text), 'connection.attempts');
const line = (said: string): string =>
  `2024/01/05 10:00:01 [error] 29#29: *7 ${said} while connecting to upstream, client: 10.1.1.9, server: shop.example.com, request: "GET / HTTP/1.1", upstream: "http://10.244.3.8:8080/", host: "shop.example.com"`;

it.each([
  ['upstream timed out (110: Operation timed out)', 'timed-out'],
  ['upstream timed out (110: Connection timed out)', 'timed-out'],
  ['connect() failed (111: Connection refused)', 'refused'],
  ['connect() failed (113: Host is unreachable)', 'no-route'],
])('reads whom nginx tried, and what came of it: %s', (said, outcome) => {
  expect(attempts(line(said))).toEqual([{ target: '10.244.3.8', port: 8080, outcome }]);
});

it('keeps quiet of connections that stood, and of lines cut short', () => {
  const later = line('upstream timed out (110: Operation timed out)').replace(
    'connecting to',
    'reading from',
  );
  expect(attempts(later)).toEqual([]);
  expect(attempts(line('connect() failed (111: Connection refused)').slice(0, 120))).toEqual([]);
});

it('takes the lines of the error log alone', () => {
  const sample = samplesOf('nginx-upstream')['controller.txt'] ?? '';
  expect(readWith(nginxUpstream, sample).findings.map(({ lines }) => lines)).toEqual([
    [1, 1],
    [2, 2],
  ]);
});
