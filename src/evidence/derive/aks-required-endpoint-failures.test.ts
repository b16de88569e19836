import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'aks.required-endpoint-failures';
const attempt = (
  outcome: string,
  target: string,
  more: Partial<SubmittedFact> = {},
  name?: string,
): SubmittedFact => ({
  fact: 'connection.attempts',
  value: [{ target, port: 443, outcome, ...(name === undefined ? {} : { name }) }],
  ...more,
});
const api = 'demo-dns-1a2b3c4d.hcp.westeurope.azmk8s.io';

it.each<[string, SubmittedFact[], unknown[]]>([
  ['a registry that cannot be reached', [attempt('timed-out', 'mcr.microsoft.com')], [['mcr.microsoft.com']]],
  [
    'one below a required name',
    [attempt('name-not-resolved', 'westeurope.data.mcr.microsoft.com')],
    [['westeurope.data.mcr.microsoft.com']],
  ],
  [
    'the name behind an address',
    [attempt('reset', '20.1.2.3', {}, 'packages.aks.azure.com')],
    [['packages.aks.azure.com']],
  ],
  [
    "the API server's name, from a node",
    [attempt('timed-out', api, { host: 'aks-nodepool1-12345678-vmss000000' })],
    [[api]],
  ],
  ["the API server's name, from a client", [attempt('timed-out', api, { host: 'laptop' })], []],
  ['some other name', [attempt('timed-out', 'example.com')], []],
  ['a required name that answers', [attempt('connected', 'mcr.microsoft.com')], []],
  [
    'one that answers again',
    [attempt('timed-out', 'mcr.microsoft.com'), attempt('connected', 'mcr.microsoft.com')],
    [[]],
  ],
])('%s', (_, facts, expected) => {
  expect(valuesFrom(fact, facts)).toEqual(expected);
});
