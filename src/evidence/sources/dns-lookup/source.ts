// ;; connection timed out; no servers could be reached
// Server:    10.96.0.10
// Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local
// nslookup: can't resolve 'kubernetes.default'
// dial tcp: lookup auth.docker.io on 10.0.0.2:53: read udp 10.0.0.5:44321->10.0.0.2:53: i/o timeout
import type { Block, Source } from '../../source.ts';
import { askedBy, LookupSession } from './lookup-session.ts';
import { nameErrorNeedles } from './name-error.ts';
import { asksEachServer, ServerLoopReading } from './server-loop.ts';

export const dnsLookup: Source = {
  id: 'dns-lookup',
  title: 'nslookup, dig, host and getent, and names that any program could not resolve',
  commands: ['nslookup', 'dig', 'host', 'getent hosts', 'getent ahosts'],
  needles: [
    'no servers could be reached',
    "server can't find",
    "nslookup: can't resolve",
    'Server:\t',
    'Server: ',
    '->>HEADER<<-',
    '<<>> DiG',
    ' has address ',
    'not found: 3(NXDOMAIN)',
    'not found: 2(SERVFAIL)',
    'not found: 5(REFUSED)',
    ';; communications error',
    ...nameErrorNeedles,
  ],
  facts: ['dns.lookups', 'resolver.files'],
  read(block: Block) {
    const { name } = askedBy(block);
    if (name !== null && asksEachServer(block)) {
      const loop = new ServerLoopReading(block, name);
      for (const line of block.lines) loop.take(line);
      return loop.finish();
    }
    const session = new LookupSession(block);
    for (const line of block.lines) session.take(line);
    return session.finish();
  },
};
