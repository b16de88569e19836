import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const outside = (remotes: string[], target: string, client?: string) => {
  const facts: SubmittedFact[] = [
    {
      fact: 'cloud.security-rules',
      value: remotes.map((remote) => ({
        ...{ cloud: 'aws', kind: 'group', group: 'sg-1', direction: 'ingress', action: 'allow' },
        ...{ protocol: 'tcp', fromPort: 443, toPort: 443, remote },
      })),
    },
    { fact: 'connection.attempts', value: [{ target, port: 443, outcome: 'timed-out' }] },
  ];
  if (client !== undefined) facts.push({ fact: 'client.public-address', value: client, host: 'laptop' });
  return valuesFrom('cloud.client-outside-rules', facts);
};

it('finds a client in none of the ranges', () => {
  expect(outside(['198.51.100.0/24'], '203.0.113.23', '192.0.2.77')).toEqual([true]);
  expect(outside(['172.30.0.0/16', 'sg-2'], '203.0.113.23')).toEqual([true]);
});

it('finds a client in one of them', () => {
  expect(outside(['198.51.100.0/24', '192.0.2.0/24'], '203.0.113.23', '192.0.2.77')).toEqual([false]);
  expect(outside(['0.0.0.0/0'], '203.0.113.23')).toEqual([false]);
});

it('does not know of private addresses, nor without a rule for the port', () => {
  expect(outside(['172.30.0.0/16'], '10.0.0.9')).toEqual([]);
  expect(outside([], '203.0.113.23')).toEqual([]);
});

it('knows the address of an instance by its name', () => {
  const rule = {
    ...{ cloud: 'aws', kind: 'group', group: 'sg-1', direction: 'ingress', action: 'allow' },
    ...{ protocol: 'tcp', fromPort: 6443, toPort: 6443 },
  };
  const from = (remote: string) =>
    valuesFrom('cloud.client-outside-rules', [
      { fact: 'cloud.security-rules', value: [{ ...rule, remote }] },
      {
        fact: 'connection.attempts',
        value: [{ target: '172.31.20.9', port: 6443, outcome: 'timed-out' }],
        host: 'ip-172-31-10-254',
      },
    ]);
  expect(from('203.0.113.77/32')).toEqual([true]);
  expect(from('172.31.0.0/16')).toEqual([]);
  expect(from('sg-7')).toEqual([]);
});
