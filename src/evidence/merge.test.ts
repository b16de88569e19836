import { describe, expect, it } from 'vitest';
import type { SubmittedFact } from './evidence.ts';
import { HostNames } from './host-names.ts';
import { mergeObservations } from './merge.ts';
import { observeSubmitted } from './observe.ts';

function merged(...facts: SubmittedFact[]) {
  const names = new HostNames(facts.flatMap(({ host }) => host ?? []));
  return mergeObservations(facts.flatMap(observeSubmitted), names);
}

const forward = (value: number, more: Partial<SubmittedFact> = {}): SubmittedFact => ({
  fact: 'sysctl.net.ipv4.ip_forward',
  value,
  host: 'node-1',
  ...more,
});
const entry = (address: string, mac: string | null, dev: string | null = 'eth0') => ({
  address,
  mac,
  interface: dev,
});
const pod = (name: string, more: object) => ({
  name,
  namespace: null,
  readyContainers: 1,
  containers: 1,
  status: 'Running',
  restarts: 0,
  ...more,
});
const at = (time: string) => ({ observedAt: `2024-05-11T${time}:00Z` });

describe('a single value', () => {
  it('is the last one in order, and its history keeps all', () => {
    const facts = merged(forward(0), forward(1));
    expect(facts.of('sysctl.net.ipv4.ip_forward')).toMatchObject([
      { host: 'node-1', value: 1, observations: [{ origins: [{ submitted: 1 }] }] },
    ]);
    expect(facts.history('sysctl.net.ipv4.ip_forward').map(({ value }) => value)).toEqual([0, 1]);
  });

  it('is the latest in time, when both times are known', () => {
    expect(
      merged(forward(1, at('10:00')), forward(0, at('09:00'))).of('sysctl.net.ipv4.ip_forward')[0]?.value,
    ).toBe(1);
    expect(merged(forward(1, at('10:00')), forward(0)).of('sysctl.net.ipv4.ip_forward')[0]?.value).toBe(0);
  });

  it('is known of each machine apart', () => {
    const facts = merged(forward(0), forward(1, { host: 'node-2' }), {
      fact: 'sysctl.net.ipv4.ip_forward',
      value: 1,
    });
    expect(facts.of('sysctl.net.ipv4.ip_forward').map(({ host, value }) => [host, value])).toEqual([
      ['node-1', 0],
      ['node-2', 1],
      [null, 1],
    ]);
    expect(facts.hosts).toEqual(['node-1', 'node-2', null]);
  });
});

describe('a list', () => {
  const entries = (value: unknown[], more: Partial<SubmittedFact> = {}): SubmittedFact => ({
    fact: 'arp.entries',
    value,
    host: 'a',
    ...more,
  });

  it('is merged item by item: the later one of an identity counts', () => {
    const facts = merged(
      entries([entry('10.0.0.1', 'aa'), entry('10.0.0.2', 'bb')]),
      entries([entry('10.0.0.1', 'cc')]),
    );
    expect(facts.of('arp.entries')[0]?.value).toEqual([entry('10.0.0.1', 'cc'), entry('10.0.0.2', 'bb')]);
    expect(facts.history('arp.entries')).toHaveLength(3);
  });

  it('takes an identity that was shown in part for the whole one', () => {
    expect(
      merged(entries([entry('10.0.0.1', 'aa', null)]), entries([entry('10.0.0.1', 'bb')])).of(
        'arp.entries',
      )[0]?.value,
    ).toEqual([entry('10.0.0.1', 'bb')]);
    expect(
      merged(entries([entry('10.0.0.1', 'aa')]), entries([entry('10.0.0.1', 'bb', null)])).of(
        'arp.entries',
      )[0]?.value,
    ).toEqual([entry('10.0.0.1', 'bb', null)]);
  });

  it('keeps what a narrower listing of pods leaves out', () => {
    const pods = merged(
      {
        fact: 'kubernetes.pods',
        value: [pod('dns-1', { namespace: 'kube-system', address: '10.244.0.2', node: 'a' })],
      },
      { fact: 'kubernetes.pods', value: [pod('dns-1', { status: 'CrashLoopBackOff', readyContainers: 0 })] },
    ).of('kubernetes.pods');
    expect(pods[0]?.value).toEqual([
      pod('dns-1', {
        namespace: 'kube-system',
        address: '10.244.0.2',
        node: 'a',
        status: 'CrashLoopBackOff',
        readyContainers: 0,
      }),
    ]);
    expect(pods[0]?.observations[0]?.origins).toEqual([{ submitted: 0 }, { submitted: 1 }]);
  });

  it('names every place of an item that was seen more than once', () => {
    const attempt = { target: '10.0.0.1', port: 443, outcome: 'timed-out' };
    const facts = merged(
      { fact: 'connection.attempts', value: [attempt] },
      { fact: 'connection.attempts', value: [attempt] },
    );
    expect(facts.of('connection.attempts')).toMatchObject([
      { value: [attempt], observations: [{ origins: [{ submitted: 0 }, { submitted: 1 }] }] },
    ]);
  });

  it('can be known to be empty, until an item is seen', () => {
    expect(merged(entries([])).of('arp.entries')).toMatchObject([
      { value: [], observations: [{ kind: 'none' }] },
    ]);
    expect(merged(entries([]), entries([entry('10.0.0.1', 'aa')])).of('arp.entries')[0]?.value).toHaveLength(
      1,
    );
  });

  it('of the cluster is emptied by a later look', () => {
    const ranges = (value: string[]): SubmittedFact => ({ fact: 'aks.authorized-ip-ranges', value });
    expect(merged(ranges(['10.0.0.0/8']), ranges([])).of('aks.authorized-ip-ranges')[0]?.value).toEqual([]);
    const syns = (value: unknown[], more = {}): SubmittedFact => ({
      fact: 'capture.unanswered-syns',
      value,
      ...more,
    });
    const syn = { source: 'a', destination: 'b', port: 1, count: 2 };
    expect(merged(syns([syn]), syns([])).of('capture.unanswered-syns')[0]?.value).toEqual([syn]);
    expect(
      merged(syns([syn], at('10:00')), syns([], at('10:05'))).of('capture.unanswered-syns')[0]?.value,
    ).toEqual([]);
  });
});

it('facts about the cluster have no host', () => {
  expect(merged({ fact: 'aks.fqdn', value: 'x', host: 'laptop' }).of('aks.fqdn')[0]?.host).toBeNull();
});

it('forgets what is older than its shelf life, counted from the latest time', () => {
  const facts = merged(
    { fact: 'arp.entries', value: [entry('10.0.0.1', 'aa')], ...at('09:00') },
    forward(0, at('09:00')),
    { fact: 'aks.fqdn', value: 'x' },
    { fact: 'aks.power-state', value: 'Running', ...at('09:16') },
  );
  expect(facts.known.map(({ fact }) => fact)).toEqual([
    'sysctl.net.ipv4.ip_forward',
    'aks.fqdn',
    'aks.power-state',
  ]);
  expect(facts.history('arp.entries')).toEqual([]);
});

it('keeps the addresses of an interface that a later listing shows without them', () => {
  const nic = (more: object): SubmittedFact => ({
    fact: 'network.interfaces',
    host: 'node-1',
    value: [{ name: 'eth0', mac: null, addresses: [], ...more }],
  });
  const facts = merged(nic({ addresses: ['10.0.0.7/24'] }), nic({ mac: '02:00:00:00:00:07' }));
  expect(facts.of('network.interfaces')[0]?.value).toEqual([
    { name: 'eth0', mac: '02:00:00:00:00:07', addresses: ['10.0.0.7/24'] },
  ]);
});

it('merges pods of ten thousand listings in linear time', () => {
  const listing = (count: number): SubmittedFact[] => [
    {
      fact: 'kubernetes.pods',
      value: Array.from({ length: count }, (_, i) => pod(`p-${i}`, { namespace: i % 2 === 0 ? null : 'x' })),
    },
  ];
  const milliseconds = (count: number): number => {
    const facts = listing(count);
    const start = process.hrtime.bigint();
    merged(...facts);
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  milliseconds(5000);
  expect(milliseconds(40_000)).toBeLessThan(Math.max(500, milliseconds(20_000) * 8));
});

it('gives an item the same bytes in whatever order its properties were submitted', () => {
  const bytes = (value: unknown) => JSON.stringify(merged({ fact: 'arp.entries', value }).known);
  const item = { address: '10.0.0.1', mac: null, interface: 'eth0' };
  expect(bytes([{ interface: 'eth0', mac: null, address: '10.0.0.1' }])).toBe(bytes([item]));
});
