import { wordTable } from '../lib/word-table.ts';
import { sources } from './sources.ts';

/** Programs that turn up at prompts, besides those whose output a source reads. */
const others = `
  alias apk apt apt-get aws awk az base64 bash bpftool brctl bridge calicoctl cat cd chmod chown chroot cilium clear conntrack containerd
  cp cri-tools crictl ctr curl cut date df dig dmesg dnf docker du echo egrep env ethtool etcdctl exit export find firewall-cmd flannel free
  gcloud getent git grep head helm host hostname hostnamectl htop ifconfig ifdown ifup ip iperf iperf3 ipset iptables iptables-save ip6tables
  ipvsadm journalctl jq k k0s k3s keepalived kill kubeadm kubectl kubelet kops less ln ls lsmod lsof lspci make microk8s minikube mkdir modprobe
  more mount mtr mv nc ncat nerdctl netstat nft nmap nmcli nslookup nsenter oc openssl openstack ping ping6 podman printf ps pwd
  python python3 reboot resolvectl rke2 rm rmmod route sed service sh sleep snap ss ssh sort ssl strace su sudo swapoff
  sysctl systemctl systemd-resolve tail tc tcpdump tee telnet terraform test time timedatectl timeout top touch tracepath traceroute tshark uname
  unset uptime vi vim wait watch wc wget which whoami wg xargs yum zcat
`
  .trim()
  .split(/\s+/);

const read: ReadonlySet<string> = new Set(
  sources.flatMap(({ commands }) => commands.map((command) => command.split(' ')[0] ?? '')),
);

const known: ReadonlySet<string> = new Set([...read, ...others]);

/** Words that may follow a program in the commands that sources read: `ip` → `addr`, `a`, `route` … */
export const leadingWords: ReadonlyMap<string, ReadonlySet<string>> = leading();

function leading(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const command of sources.flatMap(({ commands }) => commands)) {
    const [program = '', ...rest] = command.split(' ');
    found.set(program, new Set([...(found.get(program) ?? []), ...rest]));
  }
  return found;
}

const longerNames = wordTable<string>({
  k: 'kubectl',
  kubecolor: 'kubectl',
  'microk8s.kubectl': 'kubectl',
});

/** A program by the name that sources know: no folder, no `.exe`, no alias. */
export function programName(word: string): string {
  const base = word.slice(word.lastIndexOf('/') + 1);
  const plain = base.endsWith('.exe') ? base.slice(0, -4) : base;
  return longerNames[plain] ?? plain;
}

/** Whether a word is the name of a program that people type at a prompt. */
export const isProgram = (word: string): boolean => known.has(programName(word));

/** Whether the program's output is one that a source reads. */
export const hasSource = (word: string): boolean => read.has(programName(word));
