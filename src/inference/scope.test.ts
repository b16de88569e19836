import { describe, expect, it } from 'vitest';
import { knownEvidence } from '../../test/known-evidence.ts';
import { Scopes } from './scope.ts';

const setting = (value: number, host?: string) => ({
  fact: 'sysctl.net.ipv4.ip_forward',
  value,
  ...(host === undefined ? {} : { host }),
});
const ping = {
  fact: 'ping.results',
  value: [{ target: '10.0.0.1', transmitted: 3, received: 0, lossPercent: 100 }],
};

const valuesBy = (facts: Parameters<typeof knownEvidence>[0]['facts'], fact: string) =>
  new Scopes(knownEvidence({ facts: facts ?? [] }), new Map()).hosts.map(({ host, facts: look }) => [
    host,
    look(fact).map(({ value }) => value),
  ]);

describe('Scopes', () => {
  it('gives each machine its own facts', () => {
    const facts = [setting(0, 'a'), setting(1, 'b')];
    expect(valuesBy(facts, 'sysctl.net.ipv4.ip_forward')).toEqual([
      ['a', [0]],
      ['b', [1]],
    ]);
  });

  it('lays the facts of the cluster under those of every machine', () => {
    const facts = [setting(0, 'a'), { fact: 'kubernetes.pod-cidrs', value: ['10.244.0.0/16'] }];
    expect(valuesBy(facts, 'kubernetes.pod-cidrs')).toEqual([['a', [['10.244.0.0/16']]]]);
  });

  it('does not take a setting that names no machine for that of the only machine which the evidence names', () => {
    expect(valuesBy([setting(0), ping, { ...ping, host: 'a' }], 'sysctl.net.ipv4.ip_forward')).toEqual([
      ['a', []],
      [null, [0]],
    ]);
  });

  it('does not guess to which of several machines a setting belongs', () => {
    const facts = [setting(0), setting(1, 'a'), { ...ping, host: 'b' }];
    expect(valuesBy(facts, 'sysctl.net.ipv4.ip_forward')).toEqual([
      ['a', [1]],
      ['b', []],
      [null, [0]],
    ]);
  });

  it('lets a symptom that names no machine speak about all of them', () => {
    const facts = [setting(0, 'a'), setting(0, 'b'), ping];
    expect(valuesBy(facts, 'ping.results').map(([, values]) => values?.length)).toEqual([1, 1]);
  });

  it('knows one unnamed machine when the evidence names none', () => {
    expect(valuesBy([setting(0)], 'sysctl.net.ipv4.ip_forward')).toEqual([[null, [0]]]);
  });

  it('sees the facts of all machines at once in the cluster scope', () => {
    const { cluster } = new Scopes(knownEvidence({ facts: [setting(0, 'a'), setting(1, 'b')] }), new Map());
    expect(cluster.facts('sysctl.net.ipv4.ip_forward').map(({ value }) => value)).toEqual([0, 1]);
  });
});
