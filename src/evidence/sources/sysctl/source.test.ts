import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { sysctl } from './source.ts';

const samples = samplesOf('sysctl');
const values = (text: string, command?: string) => valuesIn(readWith(sysctl, text, command));
const absent = (text: string, command?: string) =>
  itemsIn(readWith(sysctl, text, command), 'sysctl.absent-keys');
const forwarding = 'sysctl.net.ipv4.ip_forward';

it('reads the reverse path filters of single interfaces', () => {
  const text =
    'net.ipv4.conf.all.rp_filter = 0\nnet.ipv4.conf.eth0.rp_filter = 1\nnet.ipv4.conf.eth0.arp_filter = 1';
  expect(itemsIn(readWith(sysctl, text), 'network.reverse-path-filters')).toEqual([
    { interface: 'eth0', mode: 1 },
  ]);
});

describe('values', () => {
  it('are read with their line from an output among comments', () => {
    const text = '# 0 means that bridging is disabled\n\nnet.bridge.bridge-nf-call-iptables = 0';
    expect(readWith(sysctl, text).findings).toEqual([
      { fact: 'sysctl.net.bridge.bridge-nf-call-iptables', value: 0, lines: [3, 3] },
    ]);
  });

  it.each([
    ['/proc/sys/net/ipv4/ip_forward = 0', undefined],
    ['/proc/sys/net/ipv4/ip_forward:0', "grep '' /proc/sys/net/ipv4/ip_forward"],
    ['net.ipv4.ip_forward = 0   # off', undefined],
    ['0', 'sysctl -n net.ipv4.ip_forward'],
    ['0', '/sbin/sysctl -n net.ipv4.ip_forward'],
    ['0', 'cat /proc/sys/net/ipv4/ip_forward'],
    ['$ cat /proc/sys/net/ipv4/ip_forward\n0', undefined],
    ['cat /proc/sys/net/ipv4/ip_forward\n0', undefined],
    ['==> /proc/sys/net/ipv4/ip_forward <==\n0', undefined],
    ['net.ipv4.ip_forward=0', 'sysctl -p'],
    ['net.ipv4.ip_forward = 0', 'sysctl -w net.ipv4.ip_forward=0'],
    ['net.ipv4.ip_forward = 0', 'sysctl -a | grep forward'],
    ['net.ipv4.ip_forward = 0', 'sysctl -p /etc/sysctl.d/99-k8s.conf'],
    ['net.ipv4.ip_forward = 0', 'modprobe br_netfilter && sudo sysctl -p'],
    ['net.ipv4.ip_forward = 0', 'pdsh -w n[1-3] sysctl net.ipv4.ip_forward'],
    ['net.ipv4.ip_forward = 0', 'Kernel settings'],
    ['net.ipv4.ip_forward = 0', 'node-1'],
    ['net.ipv4.ip_forward = 0 (should be 1)', undefined],
    ['0', 'cat /proc/sys/net/ipv4/ip_forward | grep 0'],
    ['[preflight] error: /proc/sys/net/ipv4/ip_forward contents are not set to 1', undefined],
  ])('are read from %j', (text, command) => {
    expect(values(text, command)).toEqual({ [forwarding]: 0 });
  });

  it('of several settings are told apart by the order in the command', () => {
    const text = 'cat: /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory\n1\n2';
    const command =
      'cat /proc/sys/net/bridge/bridge-nf-call-iptables /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/all/rp_filter';
    expect(values(text, command)).toEqual({ [forwarding]: 1, 'sysctl.net.ipv4.conf.all.rp_filter': 2 });
  });

  it('belong to the machine that the line begins with', () => {
    const { findings } = readWith(
      sysctl,
      'node-1: net.ipv4.ip_forward = 0\n    node-2: net.ipv4.ip_forward = 1\nn3: net.ipv4.ip_forward = 1',
    );
    expect(findings.map(({ host }) => host)).toEqual(['node-1', 'node-2', 'n3']);
  });

  it('are kept for known settings of a full listing, and every other line is understood', () => {
    const text = samples['all.txt'] ?? '';
    expect(values(text, 'sysctl -a')).toEqual({
      'sysctl.net.bridge.bridge-nf-call-ip6tables': 1,
      'sysctl.net.bridge.bridge-nf-call-iptables': 1,
      'sysctl.net.ipv4.conf.all.forwarding': 1,
      'sysctl.net.ipv4.conf.all.rp_filter': 0,
      'sysctl.net.ipv4.conf.default.rp_filter': 2,
      'sysctl.net.ipv4.ip_forward': 1,
      'sysctl.net.ipv4.neigh.default.gc_thresh3': 1024,
      'sysctl.net.netfilter.nf_conntrack_count': 262144,
      'sysctl.net.netfilter.nf_conntrack_max': 262144,
    });
    expect(unclaimedIn(readWith(sysctl, text), text)).toEqual([]);
  });

  it.each(Object.entries(samples))('of %s leave no setting unread', (_, text) => {
    const left = unclaimedIn(readWith(sysctl, text), text).map(
      (number) => text.split('\n')[number - 1] ?? '',
    );
    expect(left.filter((line) => !line.startsWith('#') && !line.startsWith('error: permission'))).toEqual([]);
  });
});

describe('what is no running value', () => {
  it.each([
    ['sysctl -w net.ipv4.ip_forward=1', undefined],
    ['$ sudo sysctl -w net.ipv4.ip_forward=1', undefined],
    ['echo net.ipv4.ip_forward=1 >> /etc/sysctl.d/10-ipv4-forwarding-on.conf', undefined],
    ['net.ipv4.ip_forward=1', undefined],
    ['net.ipv4.ip_forward = 1', 'cat /etc/sysctl.d/k8s.conf'],
    ['# kept\n\nnet.ipv4.ip_forward = 1', 'grep -v ^$ /etc/sysctl.conf'],
    ['cat <<EOF | sudo tee /etc/sysctl.d/k8s.conf\nnet.ipv4.ip_forward = 1\nEOF', undefined],
    ['# cat /etc/sysctl.conf\nnet.ipv4.ip_forward = 1', undefined],
    ['#net.ipv4.ip_forward = 1', undefined],
    ['make sure that net.ipv4.ip_forward = 1', undefined],
    ['12\n0', undefined],
    ['expected: net.ipv4.ip_forward = 0\nfound: net.ipv4.ip_forward = 1', undefined],
    ['FAILED: net.ipv4.ip_forward = 0\nCIS-3.1.1: net.ipv4.ip_forward = 0', undefined],
    ['3.1.1: net.ipv4.ip_forward = 0\nactual-value: net.ipv4.ip_forward = 0', undefined],
    ['0', 'sysctl -n net.ipv4.ip_forward >/dev/null; echo $?'],
    ['1', 'cat /proc/sys/net/ipv4/ip_forward | wc -w'],
    ['0', 'sysctl -n net.ipv4.conf.all.rp_filter | grep -c 2'],
    ['0', "ssh n1 'sysctl -n net.ipv4.ip_forward | sed s/1/0/'"],
    ['     1\t0', 'cat -n /proc/sys/net/ipv4/ip_forward'],
    ['1', 'sysctl -n net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward 2>/dev/null'],
    ['net.ipv4.ip_forward = 1', '/etc/sysctl.d/99-k8s.conf'],
    ['net.ipv4.ip_forward = 1', 'bat /etc/sysctl.conf'],
    ['net.ipv4.ip_forward = 1', 'view 99-k8s.conf'],
    ['net.ipv4.ip_forward = 1', 'rg forward'],
    ['net.ipv4.ip_forward = 1', 'zgrep forward backup.gz'],
    ['net.ipv4.ip_forward = 1', 'strings backup'],
    ['net.ipv4.ip_forward = 1', 'git show HEAD'],
    ['net.ipv4.ip_forward = 1', 'curl -s https://example.com/99-k8s.conf'],
    ['net.ipv4.ip_forward = 1', 'man sysctl'],
    ['  net.ipv4.ip_forward = 1', 'kubectl get cm tuning -o yaml'],
    ['net.ipv4.ip_forward = 1', 'sysctl -p --dry-run'],
    ['net.ipv4.ip_forward = 0', 'sysctl net.ipv4.ip_forward | sed s/1/0/'],
    ['net.ipv4.ip_forward = 1', 'sysctl net.ipv4.conf.all.rp_filter; cat /etc/sysctl.conf'],
    ['net.ipv4.ip_forward = 0 -> 1', undefined],
    ['net.ipv4.ip_forward = 0 (was), 1 (now)', undefined],
    ['/etc/sysctl.d/99-k8s.conf:\nnet.ipv4.ip_forward = 1', undefined],
  ])('yields nothing: %j', (text, command) => {
    expect(readWith(sysctl, text, command).findings).toEqual([]);
  });

  it('ends with the file that was shown', () => {
    const text =
      'cat > /etc/sysctl.d/a.conf <<EOF\nnet.ipv4.ip_forward = 1\nEOF\nsysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0';
    expect(values(text)).toEqual({ [forwarding]: 0 });
  });
});

describe('settings that do not exist', () => {
  it.each([
    'sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory',
    "sysctl: error: 'net.bridge.bridge-nf-call-iptables' is an unknown key",
    'error: "net.bridge.bridge-nf-call-iptables" is an unknown key',
    'sysctl: setting key "net.bridge.bridge-nf-call-iptables": No such file or directory',
    'cat: /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory',
    "cat: can't open '/proc/sys/net/bridge/bridge-nf-call-iptables': No such file or directory",
    '-bash: /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory',
    '[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-iptables]: /proc/sys/net/bridge/bridge-nf-call-iptables does not exist',
    "can't set sysctl net/bridge/bridge-nf-call-iptables: open /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory",
  ])('are named by %j', (text) => {
    expect(absent(text)).toEqual(['net.bridge.bridge-nf-call-iptables']);
  });

  it('are not every file that is missing', () => {
    expect(absent('cat: /etc/cni/net.d/10-flannel.conf: No such file or directory')).toEqual([]);
  });
});

it('says so when a value is cut off', () => {
  expect(readWith(sysctl, 'net.ipv4.ip_forward = ').unreadable).toEqual([[1, 1]]);
});
