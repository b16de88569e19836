import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceSamples } from '../../test/source-samples.ts';
import { readEvidence } from './read-evidence.ts';

const fromText = (text: string, command?: string) =>
  readEvidence({ facts: [], texts: [command === undefined ? { text } : { text, command }] });

const incident = `First we looked at the node that fails.

[root@***-24-69-3 bin]# arp -e
Address                  HWtype  HWaddress           Flags Mask            Iface
***.24.69.222            ether   b4:05:5d:7d:89:3a   C                     bond0.169
......

# the node that has the address
[root@***-24-69-2.***  ~]# ip a
5: bond0.169@bond0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    link/ether 38:68:dd:4f:e7:e8 brd ff:ff:ff:ff:ff:ff
    inet ***.24.69.222/24 brd ***.24.69.255 scope global secondary bond0.169:1
       valid_lft forever preferred_lft forever
`;

describe('a pasted transcript', () => {
  const evidence = fromText(incident);

  it('becomes facts about its machines, with the lines they were read from', () => {
    const known = evidence.facts.known.map(({ fact, host }) => [fact, host]);
    expect(known).toEqual([
      ['arp.entries', '***-24-69-3'],
      ['network.interfaces', '***-24-69-2.***'],
      ['network.mtus', '***-24-69-2.***'],
      ['arp.foreign-entries', '***-24-69-3'],
    ]);
    expect(evidence.facts.of('arp.foreign-entries')[0]?.observations[0]?.origins).toEqual([
      { text: 0, lines: [5, 5], source: 'arp' },
      { text: 0, lines: [10, 13], source: 'ip-address' },
    ]);
    expect(evidence.facts.hosts).toEqual(['***-24-69-3', '***-24-69-2.***']);
  });

  it('names the machine of every line, and the lines that nothing understood', () => {
    expect(evidence.texts[0]?.hosts.slice(2, 5)).toEqual(['***-24-69-3', '***-24-69-3', '***-24-69-3']);
    expect(evidence.texts[0]?.lines).toHaveLength(13);
    expect(evidence.unread).toEqual([{ text: 0, lines: [1, 1] }]);
  });
});

it('two texts about one machine are one machine, by its short name or its full one', () => {
  const { facts } = readEvidence({
    facts: [{ fact: 'kernel-module.vxlan', value: true, host: 'ip-10-0-0-1.ec2.internal' }],
    texts: [{ text: 'root@ip-10-0-0-1:~# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0' }],
  });
  expect(facts.hosts).toEqual(['ip-10-0-0-1.ec2.internal']);
  expect(facts.known.map(({ host }) => host)).toEqual(Array(2).fill('ip-10-0-0-1.ec2.internal'));
});

it('what a text says later replaces what it said before', () => {
  const { facts } = fromText(
    '# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n# sysctl -w net.ipv4.ip_forward=1\nnet.ipv4.ip_forward = 1\n# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 1\n',
  );
  expect(facts.of('sysctl.net.ipv4.ip_forward').map(({ value }) => value)).toEqual([1]);
  expect(facts.history('sysctl.net.ipv4.ip_forward')[0]?.value).toBe(0);
});

describe('texts that name no machine', () => {
  const forwarding = (...texts: { text: string; observedAt?: string; host?: string }[]) =>
    readEvidence({ facts: [], texts }).facts.of('sysctl.net.ipv4.ip_forward');
  const [off, on] = ['net.ipv4.ip_forward = 0', 'net.ipv4.ip_forward = 1'];

  it('may be of several: none replaces what another says', () => {
    const facts = forwarding({ text: off }, { text: on });
    expect(facts.map(({ host, value }) => [host, value])).toEqual([
      [null, 0],
      [null, 1],
    ]);
    expect(forwarding({ text: on }, { text: on })).toHaveLength(1);
    const observedAt = '2024-05-11T09:49:55Z';
    expect(forwarding({ text: off, observedAt }, { text: on, observedAt })).toHaveLength(2);
  });

  it('repair within one text, and by their times', () => {
    expect(forwarding({ text: `${off}\n${on}` }, { text: on }).map(({ value }) => value)).toEqual([1]);
    expect(
      forwarding(
        { text: on, observedAt: '2024-05-11T10:00:00Z' },
        { text: off, observedAt: '2024-05-11T09:00:00Z' },
      ).map(({ value }) => value),
    ).toEqual([1]);
  });

  it('of one machine replace each other in order', () => {
    expect(forwarding({ text: off, host: 'a' }, { text: on, host: 'a' }).map(({ value }) => value)).toEqual([
      1,
    ]);
  });
});

describe('inside a pod', () => {
  const inPod = (...commands: string[]) =>
    fromText(`root@node-1:~# kubectl exec -it busybox -- sh\n${commands.join('\n')}`);
  const settings = '/ # sysctl net.bridge.bridge-nf-call-iptables\nnet.bridge.bridge-nf-call-iptables = 0';
  const ping =
    '/ # ping -c 3 10.0.0.9\nPING 10.0.0.9 (10.0.0.9): 56 data bytes\n\n--- 10.0.0.9 ping statistics ---\n3 packets transmitted, 0 packets received, 100% packet loss';

  it('settings are those of the pod, and of no machine', () => {
    const { facts, texts } = inPod(settings);
    expect(facts.known.map(({ fact, host, value }) => [fact, host, value])).toEqual([
      ['sysctl.net.bridge.bridge-nf-call-iptables', 'busybox', 0],
    ]);
    expect(facts.hosts).toEqual(['node-1']);
    expect(texts[0]?.hosts).toEqual(['node-1', null, null]);
  });

  it('symptoms are seen from somewhere', () => {
    const { facts } = inPod(ping);
    expect(facts.of('ping.results').map(({ host }) => host)).toEqual([null]);
    expect(facts.hosts).not.toContain('busybox');
  });

  it('unless the client calls it a host', () => {
    const { facts } = readEvidence({
      facts: [{ fact: 'kernel-module.vxlan', value: true, host: 'kind' }],
      texts: [{ text: '$ docker exec kind sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0' }],
    });
    expect(facts.hosts).toEqual(['kind']);
  });
});

it('keeps the platform, and the time of a text', () => {
  const observedAt = '2024-05-11T09:49:55Z';
  const { platform, facts } = readEvidence({
    facts: [],
    texts: [{ text: 'net.ipv4.ip_forward = 0', observedAt }],
    platform: 'aks',
  });
  expect(platform).toBe('aks');
  expect(facts.known[0]?.observations[0]?.observedAt).toBe(observedAt);
  expect(fromText('').platform).toBeNull();
  const k3s = 'n1   Ready   master   3d   v1.28.4+k3s2';
  expect(fromText(k3s).platform).toBe('k3s');
  expect(readEvidence({ facts: [], texts: [{ text: k3s }], platform: 'other' }).platform).toBe('other');
});

describe('any text', () => {
  const samples = sourceSamples();
  const fragment = fc.oneof(
    fc.constantFrom(
      '[root@a ~]# ',
      'root@b:/# ',
      '$ ',
      '# ',
      'PS C:\\> ',
      '> ',
      '\\\n',
      '```\n',
      '......\n',
      '\r\n',
      '\n',
      '\t',
      '(',
      '"',
      "'",
    ),
    fc.constantFrom(
      'kubectl exec -it p -- sh',
      'ssh node-1 ',
      'sudo ',
      'arp -n',
      'ip a',
      'sysctl -a',
      'lsmod | grep br_netfilter',
      'helm list',
      'constructor ',
      'toString ',
      '__proto__ ',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .record({ sample: fc.constantFrom(...samples), start: fc.nat(2000), length: fc.nat(600) })
      .map(({ sample, start, length }) =>
        sample.slice(start % Math.max(1, sample.length), (start % Math.max(1, sample.length)) + length),
      ),
  );

  it('is read without an exception, and every origin lies within it', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const { facts, texts, unread } = fromText(parts.join(''));
        const count = texts[0]?.lines.length ?? 0;
        expect(texts[0]?.hosts).toHaveLength(count);
        const origins = facts.known.flatMap(({ observations }) => observations.flatMap((one) => one.origins));
        const ranges = [
          ...origins.map((origin) => ('lines' in origin ? origin.lines : [1, 1])),
          ...unread.map(({ lines }) => lines),
        ];
        for (const [first = 0, last = 0] of ranges) {
          expect(first).toBeGreaterThanOrEqual(1);
          expect(first).toBeLessThanOrEqual(last);
          expect(last).toBeLessThanOrEqual(count);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('costs twice as much for twice the text', () => {
  const kilobyte = 1024;
  it.each<[string, (bytes: number) => string]>([
    ['prompts', (bytes) => '[root@node-1 ~]# arp -n\n'.repeat(bytes / 24)],
    [
      'machines',
      (bytes) => Array.from({ length: bytes / 32 }, (_, i) => `[root@node-${i} ~]# arp -n\nx`).join('\n'),
    ],
    ['one line', (bytes) => 'a'.repeat(bytes)],
    ['blanks', (bytes) => `${' '.repeat(bytes)}x`],
    ['brackets', (bytes) => '[a@'.repeat(bytes / 3)],
    ['wrappers', (bytes) => `$ ${'sudo '.repeat(bytes / 5)}`],
    ['quotes', (bytes) => `$ ${`"'`.repeat(bytes / 2)}`],
    ['continued lines', (bytes) => '$ a\\\n'.repeat(bytes / 5)],
    ['nesting', (bytes) => '{"a":['.repeat(bytes / 6)],
    [
      'ARP entries',
      (bytes) =>
        Array.from(
          { length: bytes / 80 },
          (_, i) => `10.0.${i >> 8}.${i & 255}   ether   b4:05:5d:7d:89:3a   C   eth0`,
        ).join('\n'),
    ],
    [
      'errors',
      (bytes) =>
        'E0925 06:14:40.882615 1 reflector.go:134] dial tcp 10.96.0.1:443: i/o timeout\n'.repeat(bytes / 80),
    ],
  ])('%s', (_, make) => {
    const milliseconds = (bytes: number): number => {
      const text = make(bytes);
      const start = process.hrtime.bigint();
      fromText(text);
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    milliseconds(64 * kilobyte);
    const half = Math.min(milliseconds(512 * kilobyte), milliseconds(512 * kilobyte));
    expect(milliseconds(1024 * kilobyte)).toBeLessThan(Math.max(1000, half * 4));
  });
});
