import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { x509Certificate } from './source.ts';

const fact = 'certificates.seen';
const samples = samplesOf('x509-certificate');
const seconds = (date: string): number => Date.parse(date) / 1000;

it('reads a certificate as text', () => {
  expect(itemsIn(readWith(x509Certificate, samples['text.txt'] ?? ''), fact)).toEqual([
    {
      subject: 'CN = kube-apiserver',
      issuer: 'CN = kubernetes',
      notBefore: seconds('2022-03-11T07:40:21Z'),
      notAfter: seconds('2023-03-11T07:40:22Z'),
      names: ['cp1', 'kubernetes', 'kubernetes.default', '10.96.0.1', '10.0.0.5'],
    },
  ]);
});

it('reads dates alone, of one certificate after the other', () => {
  const text = `${samples['dates.txt'] ?? ''}notAfter=Mar 11 07:40:22 2033 GMT\n`;
  expect(itemsIn(readWith(x509Certificate, text), fact)).toEqual([
    {
      subject: 'CN = system:node:w1, O = system:nodes',
      notBefore: seconds('2022-03-11T07:40:21Z'),
      notAfter: seconds('2023-03-11T07:40:22Z'),
    },
    { subject: '', notAfter: seconds('2033-03-11T07:40:22Z') },
  ]);
});

it("reads kubeadm's table, and what it calls invalid", () => {
  expect(itemsIn(readWith(x509Certificate, samples['kubeadm.txt'] ?? ''), fact)).toEqual([
    { subject: 'admin.conf', notAfter: seconds('2023-03-11T07:40:00Z'), expired: true },
    { subject: 'apiserver', notAfter: seconds('2031-01-02T10:00:00Z'), expired: false },
    { subject: 'ca', notAfter: seconds('2032-03-08T07:40:00Z'), expired: false },
  ]);
});

it('takes no subject without a date or a name, and no date that is none', () => {
  expect(readWith(x509Certificate, 'subject=CN = a\nissuer=CN = b\nnotAfter=soon\n').findings).toEqual([]);
});
