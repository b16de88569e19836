import { describe, expect, it } from 'vitest';
import { readCommand, readLabel } from './command-words.ts';

describe('words of a command', () => {
  it.each([
    ['sudo ip -4 addr show dev eth0 | grep inet', 'ip -4 addr show dev eth0'],
    ['KUBECONFIG=/etc/kubernetes/admin.conf kubectl get no', 'kubectl get no'],
    [
      'sudo -u root -E env A=b LANG=C sysctl -n net.ipv4.ip_forward 2>/dev/null',
      'sysctl -n net.ipv4.ip_forward',
    ],
    ['time timeout -s KILL 20 tcpdump -nni any host 10.0.0.1', 'tcpdump -nni any host 10.0.0.1'],
    ['watch -n 1 "arp -n"', 'arp -n'],
    ['/usr/sbin/arp -n', 'arp -n'],
    ['kubectl.exe get nodes', 'kubectl get nodes'],
    ['k get po -A', 'kubectl get po -A'],
    ['k3s kubectl get pods', 'kubectl get pods'],
    ['minikube kubectl -- get pods', 'kubectl get pods'],
    ['cd /tmp && arp -n', 'arp -n'],
    ['for n in 1 2; do ping -c 1 10.0.0.$n; done', 'ping -c 1 10.0.0.$n'],
    ["bash -c 'sysctl net.ipv4.ip_forward; echo done'", 'sysctl net.ipv4.ip_forward'],
    ['lsmod | grep br_netfilter', 'lsmod'],
    ['curl -v x # the pod', 'curl -v x'],
    ['chroot /host ip route', 'ip route'],
    ['nsenter -t 1 -m -u -n -- ip neigh', 'ip neigh'],
    ['/var/log/kubelet.log', ''],
    ['gke.tf', ''],
    ['', ''],
  ])('%s', (line, words) => {
    expect(readCommand(line).words.join(' ')).toBe(words);
  });

  it('keep what quotes hold together', () => {
    expect(readCommand(`curl -H "Accept: */*" 'https://a b/' c\\ d`).words).toEqual([
      'curl',
      '-H',
      'Accept: */*',
      'https://a b/',
      'c d',
    ]);
  });
});

describe('the machine of a command', () => {
  it.each<[string, string | null | undefined, string]>([
    ['ssh node-1 sysctl net.ipv4.ip_forward', 'node-1', 'sysctl net.ipv4.ip_forward'],
    ['ssh -i key.pem -o StrictHostKeyChecking=no root@10.0.0.5 "ip a"', '10.0.0.5', 'ip a'],
    ['kubectl exec -n kube-system pod/dns-1 -c app -- nslookup kubernetes', 'dns-1', 'nslookup kubernetes'],
    ['kubectl -n default exec busybox ping 10.0.0.1', 'busybox', 'ping 10.0.0.1'],
    ['kubectl run -it --rm t --image=busybox -- wget -O- http://a', 't', 'wget -O- http://a'],
    ['docker exec -u root kind-worker ip route', 'kind-worker', 'ip route'],
    ['oc debug node/worker-0 -- chroot /host ip a', 'worker-0', 'ip a'],
    ['nsenter -t 4711 -n ip a', null, 'ip a'],
    ['ip netns exec qrouter-1 ip a', 'qrouter-1', 'ip a'],
    ['ip -n qrouter-1 -br addr', 'qrouter-1', 'ip -br addr'],
    ['ip -br addr', undefined, 'ip -br addr'],
    ['unshare -n sysctl net.ipv4.ip_forward', 'pod', 'sysctl net.ipv4.ip_forward'],
    ['unshare -m sysctl net.ipv4.ip_forward', undefined, 'sysctl net.ipv4.ip_forward'],
    ['docker run --rm -it alpine sysctl net.ipv4.ip_forward', 'pod', 'sysctl net.ipv4.ip_forward'],
    ['podman run --name web -v /a:/b alpine ip route', 'web', 'ip route'],
    ['docker run --rm --network host alpine ip route', undefined, 'ip route'],
    ['podman exec -it web ip route', 'web', 'ip route'],
    ['nerdctl -n k8s.io exec web ip route', 'web', 'ip route'],
    ['docker container exec web ip route', 'web', 'ip route'],
    ['docker ps', undefined, 'docker ps'],
    ['lxc exec c1 -- ip a', 'c1', 'ip a'],
    ['lxc-attach -n c1 -- ip a', 'c1', 'ip a'],
    ['for n in a b; do ssh $n sysctl -n net.ipv4.ip_forward; done', null, ''],
    ['kubectl get pods', undefined, 'kubectl get pods'],
  ])('%s', (line, host, words) => {
    const command = readCommand(line);
    expect(command.host).toBe(host);
    expect(command.words.join(' ')).toBe(words);
  });

  it.each([
    'ssh node-1',
    'kubectl exec -ti testbox -- /bin/bash',
    'sudo su -',
    'docker exec -it web sh',
    'sudo -i',
  ])('opens a shell: %s', (line) => {
    expect(readCommand(line)).toMatchObject({ opensShell: true, words: [] });
  });
});

describe('a label', () => {
  it.each([
    ['ifconfig eth0 (ip-172-20-0-87)', 'ifconfig eth0', 'ip-172-20-0-87'],
    ['/var/log/kubelet.log (node-1)', '/var/log/kubelet.log', 'node-1'],
    ['kubelet log (truncated)', 'kubelet log (truncated)', null],
    ["awk '{print $(NF)}'", "awk '{print $(NF)}'", null],
    ['ip route', 'ip route', null],
    ['lab-2: ip -4 -br addr show eth0', 'ip -4 -br addr show eth0', 'lab-2'],
    ['note: the nodes are new', 'note: the nodes are new', null],
  ])('%s', (label, command, host) => {
    expect(readLabel(label)).toEqual({ command, host });
  });
});

it('reads a command line of wrappers in linear time', () => {
  const milliseconds = (words: number): number => {
    const line = 'sudo '.repeat(words);
    const start = process.hrtime.bigint();
    for (let i = 0; i < 20; i++) readCommand(line);
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  milliseconds(1000);
  expect(milliseconds(200_000)).toBeLessThan(Math.max(200, milliseconds(100_000) * 8));
});
