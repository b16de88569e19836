import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { iptables } from './source.ts';

const samples = samplesOf('iptables');
const values = (text = '', command?: string) => valuesIn(readWith(iptables, text, command));
const policies = (text = '', command?: string) =>
  itemsIn(readWith(iptables, text, command), 'packet-filter.policies');

describe('a whole iptables-save', () => {
  it("tells the policies of filter's own chains, and what they dropped", () => {
    expect(policies(samples['docker-drop.txt'])).toEqual([
      { hook: 'input', table: 'filter', family: 'ipv4', policy: 'accept', packets: 1204 },
      { hook: 'forward', table: 'filter', family: 'ipv4', policy: 'drop', packets: 118 },
      { hook: 'output', table: 'filter', family: 'ipv4', policy: 'accept', packets: 1011 },
    ]);
  });

  it("knows that Docker's rules let no pods through, and counts kube-proxy's Services", () => {
    expect(values(samples['docker-drop.txt'], 'iptables-save')).toEqual({
      'packet-filter.pod-forwarding': 'dropped',
      'packet-filter.service-chains': 1,
      'firewall.incoming': 'accepted',
    });
  });

  it('of IPv6 says nothing about IPv4', () => {
    const text = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -j DOCKER-USER\nCOMMIT';
    const read = readWith(iptables, text, 'ip6tables-save');
    expect(valuesIn(read)).toEqual({});
    expect(itemsIn(read, 'packet-filter.policies')).toMatchObject([{ family: 'ipv6' }]);
  });
});

describe('the FORWARD chain', () => {
  it("lets pods through where a network plugin's chain is", () => {
    expect(values(samples['flannel-accepts.txt'], 'iptables -S')['packet-filter.pod-forwarding']).toBe(
      'accepted',
    );
  });

  it.each([
    ['-P FORWARD DROP\n-A FORWARD -i cni0 -j ACCEPT', 'accepted'],
    ['-P FORWARD DROP\n-A FORWARD -s 10.42.0.0/16 -j ACCEPT', 'accepted'],
    ['-P FORWARD DROP\n-A FORWARD -s 172.17.0.5/32 -j ACCEPT', 'dropped'],
    ['-P FORWARD DROP\n-A FORWARD -m state --state ESTABLISHED -j ACCEPT', 'dropped'],
    ['-P FORWARD ACCEPT', 'accepted'],
    ['-P FORWARD ACCEPT\n-A FORWARD -j REJECT --reject-with icmp-host-prohibited', 'rejected'],
    ['-P FORWARD ACCEPT\n-A FORWARD -s 10.9.0.0/16 -j DROP', 'accepted'],
    ['-P FORWARD DROP\n-A FORWARD -j ACCEPT', 'accepted'],
  ])('reads %s', (text, treatment) => {
    expect(values(text, 'iptables -S FORWARD')['packet-filter.pod-forwarding']).toBe(treatment);
  });

  it('may have come through a grep that leaves all of it', () => {
    const text = ':FORWARD DROP [0:0]\n-A FORWARD -j DOCKER-USER';
    expect(values(text, 'iptables-save | grep FORWARD')['packet-filter.pod-forwarding']).toBe('dropped');
    expect(values(text, 'iptables-save | grep -v ACCEPT')).toEqual({});
    expect(values(`${text}\n...`)).toEqual({});
  });

  it('is told with its lines from the first to the last where its rules stand before its policy', () => {
    const text = '-A FORWARD -j FLANNEL-FWD\nChain FORWARD (policy ACCEPT 0 packets, 0 bytes)';
    const found = readWith(iptables, text).findings.find(
      ({ fact }) => fact === 'packet-filter.pod-forwarding',
    );
    expect(found?.lines).toEqual([1, 2]);
  });

  it('listed without interfaces leaves open what an ACCEPT lets through, other than the two of Docker', () => {
    const text = samples['listed-plain.txt'] ?? '';
    const accept = 'ACCEPT     all  --  anywhere             anywhere\n';
    const forwarding = 'packet-filter.pod-forwarding';
    expect(values(`${text}${accept}`, 'iptables -L FORWARD')).toEqual({ [forwarding]: 'dropped' });
    expect(values(`${text}${accept}${accept}`, 'iptables -L FORWARD')).toEqual({});
    expect(values(text.replace('DOCKER     ', 'OTHER      '), 'iptables -L FORWARD')).toEqual({});
    expect(policies(samples['listed-plain.txt'])).toEqual([
      { hook: 'forward', table: 'filter', family: 'ipv4', policy: 'drop' },
    ]);
  });
});

describe('a listing beside other commands of one line', () => {
  const text = '-P FORWARD DROP\n-A FORWARD -j DOCKER-ISOLATION\nnet.ipv4.ip_forward = 1';

  it('is as whole as by itself, unless something is taken out of it', () => {
    const dropped = { 'packet-filter.pod-forwarding': 'dropped' };
    expect(values(text, 'iptables -S FORWARD; sysctl net.ipv4.ip_forward')).toMatchObject(dropped);
    expect(values(text, 'sudo iptables -S FORWARD && uname -r')).toMatchObject(dropped);
    const filtered = values(text, 'iptables -S FORWARD | head -2; sysctl net.ipv4.ip_forward');
    expect(filtered).not.toHaveProperty('packet-filter.pod-forwarding');
  });
});

describe('the INPUT chain', () => {
  it('refuses what no rule lets in', () => {
    const read = readWith(iptables, samples['oracle-reject.txt'] ?? '', 'iptables -L -n -v --line-numbers');
    expect(valuesIn(read)).toEqual({
      'packet-filter.pod-forwarding': 'rejected',
      'firewall.incoming': 'rejected',
    });
    expect(itemsIn(read, 'firewall.openings')).toEqual([
      { protocol: 'tcp', fromPort: 22, toPort: 22, source: null },
      { protocol: 'tcp', fromPort: 2379, toPort: 2380, source: '10.0.0.0/24' },
      { protocol: 'tcp', fromPort: 6443, toPort: 6443, source: '10.0.0.0/24' },
    ]);
  });

  it('of nat is none', () => {
    const text =
      'Chain PREROUTING (policy ACCEPT)\nChain INPUT (policy ACCEPT)\nChain POSTROUTING (policy ACCEPT)';
    expect(values(text)).toEqual({ 'packet-filter.service-chains': 0 });
    expect(policies(text)).toEqual([]);
  });
});

it('knows that IPVS and Cilium have no chains of Services', () => {
  const nat = '*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n';
  expect(values(`${nat}:KUBE-SERVICES - [0:0]\n:KUBE-NODE-PORT - [0:0]\nCOMMIT`)).toEqual({});
  expect(values(`${nat}:CILIUM_POST_nat - [0:0]\nCOMMIT`)).toEqual({});
});

describe('the backend', () => {
  it('is named by the version, or by the command', () => {
    expect(itemsIn(readWith(iptables, 'iptables v1.8.7 (nf_tables)'), 'packet-filter.backends')).toEqual([
      { backend: 'nf_tables' },
    ]);
    const old = 'E1120 proxier.go:647] Failed to ensure chain: iptables v1.6.0: can not initialize';
    expect(itemsIn(readWith(iptables, old), 'packet-filter.backends')).toEqual([{ backend: 'legacy' }]);
    const listed =
      'Chain FORWARD (policy ACCEPT)\ntarget prot opt source destination\nKUBE-FORWARD all -- 0.0.0.0/0 0.0.0.0/0';
    expect(
      itemsIn(readWith(iptables, listed, 'iptables-legacy -L FORWARD -n'), 'packet-filter.backends'),
    ).toEqual([{ backend: 'legacy', kubernetesRules: true }]);
    const kube = ':KUBE-SERVICES - [0:0]';
    const read = readWith(iptables, kube, 'iptables-legacy-save | head -50');
    expect(itemsIn(read, 'packet-filter.backends')).toEqual([{ backend: 'legacy', kubernetesRules: true }]);
  });
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(iptables, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = [
    'Chain of trust (policy ACCEPT)',
    'apt-get -A now',
    'ACCEPT     all',
    'docker run -P INPUT',
  ].join('\n');
  expect(readWith(iptables, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
