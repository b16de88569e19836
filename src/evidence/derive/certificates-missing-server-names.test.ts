import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'certificates.missing-server-names';
const server = (host: string) => ({
  fact: 'kubeconfig.servers',
  value: [{ url: `https://${host}:6443`, host, port: 6443 }],
});
const certificate = (...names: string[]) => ({
  fact: 'certificates.seen',
  value: [{ subject: 'CN = kube-apiserver', names }],
});

it('names the server that the certificate is not valid for', () => {
  const seen = certificate('cp-1', 'kubernetes.default', '10.96.0.1', '*.lab.example');
  expect(valuesFrom(fact, [server('10.61.0.9'), seen])).toEqual([['10.61.0.9']]);
  expect(valuesFrom(fact, [server('10.96.0.1'), seen])).toEqual([]);
  expect(valuesFrom(fact, [server('api.lab.example'), seen])).toEqual([]);
});

it("says nothing of another program's certificate", () => {
  expect(valuesFrom(fact, [server('10.61.0.9'), certificate('shop.example')])).toEqual([]);
});
