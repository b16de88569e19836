import { expect, it } from 'vitest';
import { itemsIn, readWith, unclaimedIn } from '../../../../test/source-reading.ts';
import { conntrackFlows } from './source.ts';

const table = `udp      17 28 src=10.244.3.18 dst=10.96.0.53 sport=40112 dport=514 [UNREPLIED] src=10.244.1.77 dst=10.244.3.18 sport=514 dport=40112 mark=0 use=1
ipv4     2 tcp      6 86391 ESTABLISHED src=10.0.0.4 dst=10.96.0.1 sport=53110 dport=443 src=10.0.0.11 dst=10.0.0.4 sport=6443 dport=53110 [ASSURED] mark=0 use=2
tcp      6 431999 ESTABLISHED src=10.0.0.4 dst=10.0.0.9 sport=53111 dport=22 src=10.0.0.9 dst=10.0.0.4 sport=22 dport=53111 [ASSURED] mark=0 use=1
conntrack v1.4.6 (conntrack-tools): 3 flow entries have been shown.`;

it('reads to whom a flow was sent, and who is to answer', () => {
  const reading = readWith(conntrackFlows, table, 'conntrack -L');
  expect(itemsIn(reading, 'conntrack.flows')).toEqual([
    { protocol: 'udp', destination: '10.96.0.53', port: 514, answerer: '10.244.1.77', unreplied: true },
    { protocol: 'tcp', destination: '10.96.0.1', port: 443, answerer: '10.0.0.11', unreplied: false },
  ]);
  expect(unclaimedIn(reading, table)).toEqual([4]);
});
