import { describe, expect, it } from 'vitest';
import { CulpritError } from '../lib/errors.ts';
import { checkEvidence, type EvidenceLimits } from './check-evidence.ts';
import type { Evidence } from './evidence.ts';

const limits: EvidenceLimits = { textBytes: 1000, lineBytes: 100, facts: 3, hosts: 2 };

function refusal(evidence: Partial<Evidence>): { code: string; pointers: string[] } {
  try {
    checkEvidence({ facts: [], texts: [], ...evidence }, limits);
  } catch (error) {
    if (error instanceof CulpritError)
      return { code: error.code, pointers: error.details.map(({ pointer }) => pointer) };
    throw error;
  }
  return { code: 'accepted', pointers: [] };
}

const ipForward = { fact: 'sysctl.net.ipv4.ip_forward', value: 0 };

describe('checkEvidence accepts', () => {
  it('facts of the catalogue and texts', () => {
    expect(refusal({ facts: [ipForward], texts: [{ text: 'net.ipv4.ip_forward = 0' }] }).code).toBe(
      'accepted',
    );
  });

  it('a command that printed nothing', () => {
    expect(refusal({ texts: [{ text: '', command: 'lsmod | grep br_netfilter' }] }).code).toBe('accepted');
  });

  it('a command of several lines', () => {
    expect(refusal({ texts: [{ text: 'x', command: 'arp \\\n\t-an' }] }).code).toBe('accepted');
  });

  it("a list whose items have their fact's shape", () => {
    const value = [{ address: '10.0.0.1', mac: null, interface: 'eth0' }];
    expect(
      refusal({ facts: [{ fact: 'arp.entries', value, observedAt: '2024-05-11T09:49:55.099+02:00' }] }).code,
    ).toBe('accepted');
  });
});

describe('checkEvidence refuses', () => {
  it.each<[string, Partial<Evidence>, string, string[]]>([
    ['nothing at all', {}, 'empty-evidence', ['']],
    ['blank texts', { texts: [{ text: ' \n' }] }, 'empty-evidence', ['']],
    ['an unknown fact', { facts: [{ fact: 'sysctl.nope', value: 1 }] }, 'unknown-fact', ['/facts/0/fact']],
    [
      'a fact named like an object property',
      { facts: [{ fact: '__proto__', value: 1 }] },
      'unknown-fact',
      ['/facts/0/fact'],
    ],
    [
      'a derived fact',
      { facts: [ipForward, { fact: 'arp.foreign-entries', value: [] }] },
      'invalid-fact-value',
      ['/facts/1/fact'],
    ],
    ['texts as facts', { facts: [{ fact: 'text', value: 'x' }] }, 'invalid-fact-value', ['/facts/0/fact']],
    [
      'a value of another type',
      { facts: [{ ...ipForward, value: '0' }] },
      'invalid-fact-value',
      ['/facts/0/value'],
    ],
    [
      'an item without a property',
      { facts: [{ fact: 'arp.entries', value: [{ address: '10.0.0.1', mac: null }] }] },
      'invalid-fact-value',
      ['/facts/0/value/0'],
    ],
    [
      'an item with a property that nobody reads',
      {
        facts: [
          { fact: 'arp.entries', value: [{ address: '10.0.0.1', mac: null, interface: null, flags: 'C' }] },
        ],
      },
      'invalid-fact-value',
      ['/facts/0/value/0'],
    ],
    ['too many facts', { facts: Array(4).fill(ipForward) }, 'too-large', ['/facts']],
    ['too many hosts', { facts: ['a', 'b', 'c'].map((host) => ({ ...ipForward, host })) }, 'too-large', ['']],
    ['a text that is too long', { texts: [{ text: 'line\n'.repeat(300) }] }, 'too-large', ['/texts/0/text']],
    [
      'a line that is too long',
      { texts: [{ text: `ok\n${'x'.repeat(101)}` }] },
      'too-large',
      ['/texts/0/text'],
    ],
    [
      'a line that is too long in bytes',
      { texts: [{ text: '网'.repeat(34) }] },
      'too-large',
      ['/texts/0/text'],
    ],
    ['a NUL in a text', { texts: [{ text: 'a\0b' }] }, 'invalid-request', ['/texts/0/text']],
    [
      'a NUL in a value',
      { facts: [{ fact: 'aks.fqdn', value: 'a\0' }] },
      'invalid-request',
      ['/facts/0/value'],
    ],
    ['a NUL in a host', { facts: [{ ...ipForward, host: 'a\0' }] }, 'invalid-request', ['/facts/0/host']],
    [
      'a host that steers a terminal',
      { texts: [{ text: 'x', host: 'a\u001b[2Jb' }] },
      'invalid-request',
      ['/texts/0/host'],
    ],
    [
      'a command that steers a terminal',
      { texts: [{ text: 'x', command: 'arp\u009b2J' }] },
      'invalid-request',
      ['/texts/0/command'],
    ],
    [
      'a time that is none',
      { texts: [{ text: 'x', observedAt: 'yesterday' }] },
      'invalid-request',
      ['/texts/0/observedAt'],
    ],
  ])('%s', (_, evidence, code, pointers) => {
    expect(refusal(evidence)).toEqual({ code, pointers });
  });

  it.each(['1e400', '9'.repeat(1000)])('a number that JSON writes and nobody can keep: %.10s', (number) => {
    const facts = [{ fact: 'helm.release-objects', value: JSON.parse(number) }];
    expect(refusal({ facts })).toEqual({ code: 'invalid-fact-value', pointers: ['/facts/0/value'] });
    expect(() => checkEvidence({ facts, texts: [] }, limits)).toThrow('is too large a number.');
  });

  it('an endless id without repeating all of it', () => {
    const facts = [{ fact: 'x'.repeat(1_000_000), value: 1 }];
    expect(() => checkEvidence({ facts, texts: [] }, limits)).toThrow(/^There is no fact "x{200}…"\.$/);
  });

  it('all that is wrong at once', () => {
    expect(
      refusal({
        facts: [
          { ...ipForward, value: 'on' },
          { fact: 'nope', value: 1 },
        ],
      }).pointers,
    ).toEqual(['/facts/0/value', '/facts/1/fact']);
  });

  it('a misspelt fact with the one that was meant', () => {
    expect(() =>
      checkEvidence({ facts: [{ ...ipForward, fact: 'sysctl.net.ipv4.ipforward' }], texts: [] }, limits),
    ).toThrow('Did you mean sysctl.net.ipv4.ip_forward?');
  });
});

it('lines of any length within the limit pass, whatever ends them', () => {
  const text = ['x'.repeat(100), 'y'.repeat(100), 'z'.repeat(100)].join('\r\n');
  expect(refusal({ texts: [{ text }] }).code).toBe('accepted');
});
