import { describe, expect, it } from 'vitest';
import { describeCondition } from './describe-condition.ts';

describe('describeCondition', () => {
  it.each([
    [{ fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 }, 'sysctl.net.ipv4.ip_forward = 0'],
    [
      { fact: 'arp.foreign-entries', operator: 'isEmpty', value: false },
      'there are cached MACs that differ from the MAC of the interface that owns the address',
    ],
    [
      { fact: 'arp.foreign-entries', operator: 'isEmpty', value: true },
      'there are no cached MACs that differ from the MAC of the interface that owns the address',
    ],
    [{ fact: 'text', operator: 'includes', value: 'no agent' }, 'a line says "no agent"'],
    [
      { fact: 'text', operator: 'matches', value: { pattern: ':10250.*refused', needle: ':10250' } },
      'a line matches :10250.*refused',
    ],
    [
      { fact: 'aks.outbound-type', operator: 'in', value: ['none', 'block'] },
      'aks.outbound-type is one of none or block',
    ],
    [
      {
        fact: 'connection.attempts',
        operator: 'hasItem',
        value: { outcome: 'timed-out', port: { atLeast: 444, atMost: 6442 } },
      },
      'connection.attempts has outcome timed-out, port 444 to 6442',
    ],
    [
      { fact: 'ping.results', operator: 'hasItem', value: { lossPercent: { atLeast: 100 } } },
      'ping.results has lossPercent >= 100',
    ],
    [
      { fact: 'helm.releases', operator: 'not:hasItem', value: { revision: { atMost: 3 } } },
      'not (helm.releases has revision <= 3)',
    ],
    [
      { not: { all: [{ condition: 'timed-out' }, { condition: 'unheard-of' }] } },
      'not (a connection timed out, and unheard-of)',
    ],
    [
      { not: { all: [{ fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 }] } },
      'sysctl.net.ipv4.ip_forward != 0',
    ],
    [
      { not: { fact: 'apiserver.throttled-requests', operator: 'greaterThanInclusive', value: 9 } },
      'apiserver.throttled-requests < 9',
    ],
    [
      { not: { fact: 'arp.entries', operator: 'isEmpty', value: false } },
      'there are no the neighbour (ARP) cache',
    ],
  ])('says of %j: %s', (condition, phrase) => {
    const when = { any: [{ fact: 'a', operator: 'equal', value: 1 }] };
    expect(describeCondition(condition, { 'timed-out': { title: 'a connection timed out', when } })).toBe(
      phrase,
    );
  });
});
