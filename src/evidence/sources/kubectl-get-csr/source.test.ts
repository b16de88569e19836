import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlGetCsr } from './source.ts';

const samples = samplesOf('kubectl-get-csr');
const requests = (text: string) => itemsIn(readWith(kubectlGetCsr, text), 'kubernetes.certificate-requests');

it('tells by the signer what a certificate is for', () => {
  const text = samples['new.txt'] ?? '';
  expect(requests(text)).toEqual([
    {
      name: 'csr-2jzqd',
      requestor: 'system:node:worker-1',
      purpose: 'kubelet-serving',
      condition: 'Pending',
    },
    {
      name: 'csr-4k9xv',
      requestor: 'system:bootstrap:abcdef',
      purpose: 'kubelet-client',
      condition: 'Approved,Issued',
    },
    { name: 'csr-9pl2s', requestor: 'alice', purpose: 'other', condition: 'Denied' },
  ]);
  expect(unclaimedIn(readWith(kubectlGetCsr, text), text)).toEqual([]);
});

it('tells by who asks where no signer is listed', () => {
  expect(requests(samples['old.txt'] ?? '')).toMatchObject([
    { purpose: 'kubelet-serving', condition: 'Pending' },
    { purpose: 'kubelet-client', condition: 'Approved,Issued' },
  ]);
});
