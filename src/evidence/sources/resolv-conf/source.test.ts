import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { resolvConf } from './source.ts';

const samples = samplesOf('resolv-conf');
const filesIn = (text = '') => itemsIn(readWith(resolvConf, text), 'resolver.files');

it("a pod's file searches the cluster's domain", () => {
  expect(filesIn(samples['pod.txt'])).toEqual([
    {
      of: 'pod',
      nameservers: ['10.96.0.10'],
      loopback: false,
      search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local', 'example.net'],
      ndots: 5,
    },
  ]);
});

it("a machine's file may point at a stub on the machine itself", () => {
  expect(filesIn(samples['stub.txt'])).toEqual([
    { of: 'machine', nameservers: ['127.0.0.53'], loopback: true, search: ['example.net'] },
  ]);
});

it('two files in one text are two', () => {
  const text = `${samples['pod.txt']}\n$ cat /etc/resolv.conf\n${samples['stub.txt']}`;
  expect(filesIn(text)).toHaveLength(2);
});

it('reads nothing from prose and from settings without a nameserver', () => {
  const text =
    'nameserver is wrong\nsearch for the pod\noptions are few\nsearch example.net\nnameserver 10.96.0.10 does not answer';
  expect(readWith(resolvConf, text)).toMatchObject({ findings: [], understood: [] });
});
