import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'certificates.expired';
const certificate = 'subject=CN = kube-apiserver\nnotAfter=Mar 11 07:40:22 2023 GMT\n';

it('names a certificate that had expired by the clock of a machine', () => {
  const clock = { command: 'date -u', text: 'Sun Mar 12 08:00:00 UTC 2023\n' };
  expect(valuesFrom(fact, [], [{ text: certificate }, clock])).toEqual([['CN = kube-apiserver']]);
});

it('names one that had expired when it was observed', () => {
  const texts = [{ text: certificate, observedAt: '2023-03-12T00:00:00Z' }];
  expect(valuesFrom(fact, [], texts)).toEqual([['CN = kube-apiserver']]);
});

it("takes kubeadm's word", () => {
  const text =
    'CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED\nadmin.conf                 Mar 11, 2023 07:40 UTC   <invalid>       ca                      no\n';
  expect(valuesFrom(fact, [], [{ text }])).toEqual([['admin.conf']]);
});

it('is unknown without a clock, or while the certificate holds', () => {
  expect(valuesFrom(fact, [], [{ text: certificate }])).toEqual([]);
  expect(valuesFrom(fact, [], [{ text: certificate, observedAt: '2023-03-10T00:00:00Z' }])).toEqual([]);
});
