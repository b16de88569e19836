import { describe, expect, it } from 'vitest';
import { readPrompt } from './prompt.ts';

describe('a prompt that names its host', () => {
  it.each([
    ['[root@host ~]# arp -e', 'host', 'arp -e'],
    ['[root@***-24-69-3 bin]# ping ***.24.69.222', '***-24-69-3', 'ping ***.24.69.222'],
    ['[root@k8s-master ~]#kubectl get nodes', 'k8s-master', 'kubectl get nodes'],
    ['root@vps-4c-1:~# curl -k https://10.96.0.1:443', 'vps-4c-1', 'curl -k https://10.96.0.1:443'],
    ['user@host:~/dir$ ip a', 'host', 'ip a'],
    ['user@host ~ % ping 10.0.0.1', 'host', 'ping 10.0.0.1'],
    ['root@test:/# curl nginx', 'test', 'curl nginx'],
    ['(base) ubuntu@ip-10-0-0-1:/etc$ ls', 'ip-10-0-0-1', 'ls'],
    ['node-1:~ # sysctl -a', 'node-1', 'sysctl -a'],
    ['[node-7]: PS C:\\Users\\x> ping 10.0.0.1', 'node-7', 'ping 10.0.0.1'],
    ['  [core@worker-0 ~]$ ', 'worker-0', ''],
    ['node-1# sysctl net.ipv4.ip_forward', 'node-1', 'sysctl net.ipv4.ip_forward'],
  ])('%s', (line, host, command) => {
    expect(readPrompt(line)).toMatchObject({ host, command });
  });
});

describe('a prompt that names none', () => {
  it.each([
    ['[[email protected] vagrant]# gravity status', 'gravity status'],
    ['[root@localhost ~]# ip a', 'ip a'],
    ['/ # nslookup kubernetes', 'nslookup kubernetes'],
    ['sh-4.4# curl 10.0.0.1', 'curl 10.0.0.1'],
    ['bash-5.1$ id', 'id'],
    ['PS C:\\Users\\x> kubectl get nodes', 'kubectl get nodes'],
    ['C:\\>ipconfig /all', 'ipconfig /all'],
    ['C:\\Program Files\\x>arp -a', 'arp -a'],
    ['$ kubectl top node', 'kubectl top node'],
    ['➜  ~ git:(main) ✗ kubectl get pods', 'kubectl get pods'],
  ])('%s', (line, command) => {
    expect(readPrompt(line)).toMatchObject({ host: null, command });
  });
});

it.each([
  '> GET /v2/ HTTP/1.1',
  '20:15:59.903566 IP 172.28.128.132.60358 > 172.28.21.3.5000: Flags [S]',
  '[ 12.345] cni0: port 1(veth) entered blocking state',
  'Get https://***.24.69.222:6443/version?timeout=32s: net/http: TLS handshake timeout',
  '64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.140 ms # 1',
  'I0511 09:49:55.099313 2329027 loader.go:372] Config loaded from file:  /etc/kubernetes/admin.conf',
  'rtt min/avg/max/mdev = 0.084/0.125/0.151/0.029 ms',
])('is not in an output: %s', (line) => {
  expect(readPrompt(line)).toBeNull();
});

it('forgets a command that was cancelled', () => {
  expect(readPrompt('root@node-1:~# kubectl get^C')?.command).toBe('');
});
