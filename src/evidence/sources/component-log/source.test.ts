import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { componentLog } from './source.ts';

const samples = samplesOf('component-log');

it('reads past what components say in passing', () => {
  const text = samples['mixed.txt'] ?? '';
  expect(readWith(componentLog, text).findings).toEqual([]);
  expect(unclaimedIn(readWith(componentLog, text), text)).toEqual([]);
});

it.each([
  'E0701 02:14:33.118379       1 reflector.go:129] Failed to watch *v1.Service',
  'W0701 02:14:33.118379       1 server.go:129] deprecated',
  'time="2026-03-11T08:02:11Z" level=error msg="failed to load plugin"',
  '{"level":"warn","ts":"2026-03-11T08:02:11.112Z","msg":"apply request took too long"}',
  '2020-03-11 08:02:11.101233 W | etcdserver: read-only range request took too long',
  '[ERROR] plugin/errors: 2 example.com. A: i/o timeout',
  'we set level=info in the chart and nothing changed',
])('leaves to others %j', (text) => {
  expect(unclaimedIn(readWith(componentLog, text), text)).toEqual([1]);
});
