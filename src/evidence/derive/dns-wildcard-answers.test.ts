import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.wildcard-answers';
const answer = (name: string, address: string) =>
  `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\nName:\t${name}\nAddress: ${address}`;

it('is an answer for a longer name than was asked for', () => {
  const texts = [
    { command: 'nslookup example.org', text: answer('example.org.corp.example.net', '203.0.113.9') },
  ];
  expect(valuesFrom(fact, [], texts)).toEqual([
    [{ name: 'example.org', kind: 'search-domain', domain: 'corp.example.net', address: '203.0.113.9' }],
  ]);
});

it("is a Service's name within another domain", () => {
  const texts = [{ text: answer('web.shop.svc.cluster.local.lan', '203.0.113.9') }];
  expect(valuesFrom(fact, [], texts)).toEqual([
    [
      {
        name: 'web.shop.svc.cluster.local.lan',
        kind: 'search-domain',
        domain: 'lan',
        address: '203.0.113.9',
      },
    ],
  ]);
});

it('is one address for names that have nothing in common', () => {
  const texts = [
    { text: answer('example.org', '203.0.113.9') },
    { text: answer('www.example.com', '203.0.113.9') },
  ];
  expect(valuesFrom(fact, [], texts)).toMatchObject([
    [{ name: 'example.org', kind: 'shared-address' }, { name: 'www.example.com' }],
  ]);
});

it("is not an answer within the cluster's own domains, nor one address for two names of one owner", () => {
  const texts = [
    { command: 'nslookup web.shop', text: answer('web.shop.svc.cluster.local', '10.96.4.1') },
    {
      command: 'nslookup kubernetes.default',
      text: answer('kubernetes.default.svc.k8s.example.net', '10.96.0.1'),
    },
    { text: answer('www.example.org', '203.0.113.9') },
    { text: answer('mail.example.org', '203.0.113.9') },
  ];
  expect(valuesFrom(fact, [], texts)).toEqual([]);
});
