import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { certificateLoop } from './source.ts';

const serials = samplesOf('certificate-loop')['serials.txt'] ?? '';
const read = (target: string, text = serials) =>
  itemsIn(
    readWith(
      certificateLoop,
      text,
      `for i in 1 2 3; do openssl s_client -connect ${target} </dev/null | openssl x509 -noout -serial; done`,
    ),
    'load-balancer.differing-answers',
  );

it('counts the certificates that one address shows in turn', () => {
  expect(read('10.8.1.5:6443')).toEqual([{ address: '10.8.1.5', certificates: 2 }]);
});

it('says nothing of one certificate, nor of several servers', () => {
  expect(read('10.8.1.5:6443', 'serial=5B21C0D7E9A14F11\nserial=5B21C0D7E9A14F11\n')).toEqual([]);
  expect(read('$server:6443')).toEqual([]);
});
