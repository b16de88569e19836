import { describe, expect, it } from 'vitest';
import type { SubmittedText } from './evidence.ts';
import { cutTranscript } from './transcript.ts';

interface Shown {
  host: string | null;
  words: string;
  lines: number[];
}

function blocksOf(text: string, labels: Omit<SubmittedText, 'text'> = {}): Shown[] {
  return cutTranscript(0, { text, ...labels }).blocks.map(({ host, words, lines }) => ({
    host,
    words: words.join(' '),
    lines: lines.filter((line) => line.text.trim() !== '').map(({ number }) => number),
  }));
}

describe('a text without prompts', () => {
  it('is one block of the command that was submitted with it', () => {
    expect(
      blocksOf('net.ipv4.ip_forward = 0\n', { command: 'sudo sysctl net.ipv4.ip_forward', host: 'node-1' }),
    ).toEqual([{ host: 'node-1', words: 'sysctl net.ipv4.ip_forward', lines: [1] }]);
  });

  it('takes the host from a label when none was given', () => {
    expect(blocksOf('x', { command: 'ifconfig eth0 (ip-172-20-0-87)' })).toEqual([
      { host: 'ip-172-20-0-87', words: 'ifconfig eth0', lines: [1] },
    ]);
    expect(blocksOf('x', { command: 'arp -n (node-1)', host: 'node-2' })[0]?.host).toBe('node-2');
  });

  it("takes a log's file for a log, not for a program", () => {
    expect(blocksOf('x', { command: '/var/log/kubelet.log (node-1)' })).toEqual([
      { host: 'node-1', words: '', lines: [1] },
    ]);
  });

  it('keeps a command that printed nothing', () => {
    expect(blocksOf('', { command: 'lsmod | grep br_netfilter' })).toEqual([
      { host: null, words: 'lsmod', lines: [] },
    ]);
  });

  it('takes a label that was pasted with its prompt', () => {
    expect(blocksOf('x', { command: '[root@node-1 ~]# arp -e' })).toEqual([
      { host: 'node-1', words: 'arp -e', lines: [1] },
    ]);
  });
});

describe('a transcript', () => {
  it('is cut at prompts of several hosts, with comments in between', () => {
    const text = [
      '# 故障节点查看 ARP 高速缓存',
      '[root@***-24-69-3 bin]# arp -e            ',
      'Address                  HWtype  HWaddress           Flags Mask            Iface',
      '***.24.69.222            ether   b4:05:5d:7d:89:3a   C                     bond0.169',
      '......',
      '',
      '# 222 节点查看对应网卡',
      '[root@***-24-69-2 ~]# ip a',
      '......',
      '5: bond0.169@bond0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP',
      '    link/ether 38:68:dd:4f:e7:e8 brd ff:ff:ff:ff:ff:ff',
      '[root@***-24-69-3 ~]# arp -d ***.24.69.222',
      '[root@***-24-69-3 ~]# ',
    ].join('\n');
    expect(blocksOf(text)).toEqual([
      { host: '***-24-69-3', words: 'arp -e', lines: [3, 4, 5] },
      { host: '***-24-69-2', words: 'ip a', lines: [9, 10, 11] },
      { host: '***-24-69-3', words: 'arp -d ***.24.69.222', lines: [] },
    ]);
  });

  it('may have commands without prompts, below comments', () => {
    const text = [
      '# check that  ipv4 forwarding is enabled',
      'sysctl net.ipv4.ip_forward',
      '# 0 means that forwarding is disabled',
      'net.ipv4.ip_forward = 0',
      'How to fix',
      '# this will turn things back on a live server',
      'sysctl -w net.ipv4.ip_forward=1',
    ].join('\n');
    expect(blocksOf(text)).toEqual([
      { host: null, words: 'sysctl net.ipv4.ip_forward', lines: [3, 4, 5] },
      { host: null, words: 'sysctl -w net.ipv4.ip_forward=1', lines: [] },
    ]);
  });

  it('ends an output where sentences begin', () => {
    const text = [
      '[root@node-1 ~]# ping 10.0.0.9',
      'PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.',
      '',
      '--- 10.0.0.9 ping statistics ---',
      '3 packets transmitted, 3 received, 0% packet loss, time 1999ms',
      '',
      'Here we can see that the node answers, so the network is not the problem.',
      'connect: no route to host',
      '',
      '这里需要引入 IP 地址和硬件地址以及 ARP 的相关知识',
    ].join('\n');
    expect(blocksOf(text)).toEqual([
      { host: 'node-1', words: 'ping 10.0.0.9', lines: [2, 4, 5] },
      { host: null, words: '', lines: [7, 8, 10] },
    ]);
  });

  it('goes on behind a backslash, and in a here-document', () => {
    const text = [
      '$ curl -v \\',
      '>   -H "A: b" \\',
      '>   https://10.0.0.1',
      '* Trying',
      '$ cat <<EOF | sh',
      '> arp -n',
      '> EOF',
      'x',
    ];
    expect(blocksOf(text.join('\n'))).toEqual([
      { host: null, words: 'curl -v -H A: b https://10.0.0.1', lines: [4] },
      { host: null, words: 'cat', lines: [8] },
    ]);
  });

  it('keeps the request lines of curl -v, which look like continuations', () => {
    expect(blocksOf('$ curl -v http://a\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK')[0]?.lines).toEqual([2, 3]);
  });

  it('is fenced in Markdown', () => {
    const text =
      'Output:\n```\n$ arp -n\nAddress\n```\nAnd on the other node:\n```console\nroot@b:~# ip a\n1: lo:\n```';
    expect(blocksOf(text)).toEqual([
      { host: null, words: '', lines: [1] },
      { host: null, words: 'arp -n', lines: [4] },
      { host: null, words: '', lines: [6] },
      { host: 'b', words: 'ip a', lines: [9] },
    ]);
  });

  it('reads Windows prompts and line ends', () => {
    expect(
      blocksOf(
        'PS C:\\> ping 10.0.0.1\r\n\r\nPinging 10.0.0.1 with 32 bytes of data:\r\nC:\\>arp -a\r\nx\r\n',
      ),
    ).toEqual([
      { host: null, words: 'ping 10.0.0.1', lines: [3] },
      { host: null, words: 'arp -a', lines: [5] },
    ]);
  });
});

describe('a shell on another machine', () => {
  it('is the pod that kubectl exec went into, until it is left', () => {
    const text = '$ kubectl exec -it web-1 -- sh\n/ # ip a\n1: lo\n/ # exit\n$ ip a\n1: lo';
    expect(blocksOf(text).map(({ host, words }) => [host, words])).toEqual([
      ['web-1', ''],
      ['web-1', 'ip a'],
      ['web-1', 'exit'],
      [null, 'ip a'],
    ]);
  });

  it('may be opened by the command that was submitted', () => {
    expect(blocksOf('# curl 10.244.3.31\n37\n', { command: 'kubectl exec -it counter-1 -- sh' })[1]).toEqual({
      host: 'counter-1',
      words: 'curl 10.244.3.31',
      lines: [2],
    });
  });

  it('was not reached when kubectl itself complains', () => {
    expect(
      blocksOf('error: Internal error occurred: No agent available', {
        command: 'kubectl exec -it web-1 -- sh',
        host: 'laptop',
      }),
    ).toEqual([{ host: 'laptop', words: 'kubectl exec -it web-1 -- sh', lines: [1] }]);
  });
});

describe('headings that name machines', () => {
  const shown = (text: string, command?: string) =>
    blocksOf(text, command === undefined ? {} : { command }).map(({ host, words, lines }) => [
      host,
      words,
      lines,
    ]);

  it('give each machine its answer to a loop, and to Ansible', () => {
    const loop = 'for n in n1 n2; do echo "== $n"; ssh $n lsmod | grep br_netfilter; done';
    const answers = '== n1\nbr_netfilter 32768 0\n== n2\n';
    expect(shown(`$ ${loop}\n${answers}$ ip a\n1: lo`)).toEqual([
      [null, '', []],
      ['n1', 'lsmod', [3]],
      ['n2', 'lsmod', []],
      [null, 'ip a', [6]],
    ]);
    expect(shown(`${loop}\n${answers}`).slice(1)).toEqual([
      ['n1', 'lsmod', [3]],
      ['n2', 'lsmod', []],
    ]);
    expect(
      shown('n1 | CHANGED | rc=0 >>\na = 1\nn2 | CHANGED | rc=0 >>\na = 0', 'ansible all -a "sysctl a"'),
    ).toEqual([
      ['n1', 'sysctl a', [2]],
      ['n2', 'sysctl a', [4]],
    ]);
  });

  it('are about what is typed below them, fenced or not', () => {
    const typed = '$ lsmod\nvxlan 1 0\n';
    for (const [before, behind] of [
      ['', ''],
      ['```\n', '```\n'],
    ])
      expect(
        shown(`=== n1 ===\n${before}${typed}${behind}\n=== n2 ===\n${before}${typed}${behind}`).map(
          ([host, words]) => [host, words],
        ),
      ).toEqual([
        ['n1', 'lsmod'],
        ['n2', 'lsmod'],
      ]);
  });

  it('are the targets of a loop that runs here', () => {
    expect(
      shown('$ for n in n1 n2; do echo "== $n"; ping -c1 $n; done\n== n1\nPING n1 (10.0.0.1)').map(
        ([host]) => host,
      ),
    ).toEqual([null]);
  });

  it('may head the whole text', () => {
    expect(shown('##### node-1 #####\na = 1\n--- node-2 ---\na = 0', 'sysctl a')).toEqual([
      ['node-1', 'sysctl a', [2]],
      ['node-2', 'sysctl a', [4]],
    ]);
  });
});

it('goes on with a loop over several lines', () => {
  expect(
    blocksOf('$ for n in n1 n2; do\n>   echo "== $n"\n>   ssh $n sysctl a\n> done\n== n1\na = 1')[1],
  ).toEqual({ host: 'n1', words: 'sysctl a', lines: [6] });
});

it('tells pods and containers from machines', () => {
  const podsIn = (text: string) => [...cutTranscript(0, { text }).pods];
  expect(podsIn('$ kubectl exec -it web-1 -- sh\n/ # ip a\n1: lo')).toEqual(['web-1']);
  expect(podsIn('root@a:~# kubectl exec -it deploy/web -- bash\nroot@web-x2k4p:/# ip a\n1: lo')).toEqual([
    'deploy/web',
    'web-x2k4p',
  ]);
  expect(podsIn('root@3f2a9b1c4d5e:/# ip a\n1: lo')).toEqual(['3f2a9b1c4d5e']);
  expect(podsIn('$ docker exec kind-worker2 ip a\n1: lo\n$ kubectl debug node/n1 -- ip a')).toEqual([]);
});

it('says of each line which machine it is about, and which need no reader', () => {
  const transcript = cutTranscript(0, { text: 'intro\n$ ssh b arp -n\nAddress\n\n[root@a ~]# ip a\n1: lo' });
  expect(transcript.hosts).toEqual([null, null, 'b', 'b', 'a', 'a']);
  expect([...transcript.settled]).toEqual([0, 1, 0, 2, 1, 0]);
});

it('takes the machine from the lines of a journal, unless something else names it', () => {
  const text = 'Mar 02 11:20:01 n2 kubelet[911]: started\nnot of the journal';
  expect(cutTranscript(0, { text }).hosts).toEqual(['n2', null]);
  expect(cutTranscript(0, { text, host: 'worker-2' }).hosts).toEqual(['worker-2', 'worker-2']);
});
