import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { etcdctl } from './source.ts';

const samples = samplesOf('etcdctl');
const endpoints = (text: string) => itemsIn(readWith(etcdctl, text), 'etcd.endpoints');

it('reads what is said of each endpoint and member', () => {
  const text = samples['health.txt'] ?? '';
  expect(endpoints(text)).toEqual([
    { endpoint: 'https://10.0.0.1:2379', healthy: true },
    {
      endpoint: 'https://10.0.0.2:2379',
      healthy: false,
      error: 'failed to commit proposal: context deadline exceeded',
    },
    { endpoint: 'https://10.0.0.3:2379', healthy: false, error: 'context deadline exceeded' },
    {
      endpoint: '8211f1d0f64f3269',
      healthy: false,
      error: '[http://10.0.1.10:2379] are all unreachable',
    },
  ]);
  expect(unclaimedIn(readWith(etcdctl, text), text)).toEqual([5]);
});

it('reads tables of health and status, and the plain form', () => {
  const text = samples['tables.txt'] ?? '';
  expect(endpoints(text)).toEqual([
    { endpoint: 'https://10.0.0.1:2379', healthy: true },
    { endpoint: 'https://10.0.0.2:2379', healthy: false, error: 'context deadline exceeded' },
    { endpoint: 'https://10.0.0.4:2379', leader: false, error: 'etcdserver: no leader' },
    { endpoint: 'https://10.0.0.5:2379', leader: true },
  ]);
});

it('leaves prose and other tables alone', () => {
  expect(endpoints('The node is healthy: nothing to do\n| NAME | READY |\n| a | true |')).toEqual([]);
});
