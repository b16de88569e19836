import { type Derivation, derivedList } from '../derivation.ts';
import { isOpen, refusingFirewalls } from '../firewall-openings.ts';

const fact = 'firewall.closed-ports';

/** What nodes need of each other: the API server, the kubelet, etcd, VXLAN of flannel, of others, Geneve, BGP. */
const needed = ['tcp/6443', 'tcp/10250', 'tcp/2379', 'udp/8472', 'udp/4789', 'udp/6081', 'tcp/179'];

/** Ports of Kubernetes that a firewall which refuses by default lets nobody in to. */
export const firewallClosedPorts: Derivation = {
  fact,
  derive: (facts) =>
    refusingFirewalls(facts).map((firewall) => {
      const closed = needed.filter((port) => {
        const [protocol = '', number] = port.split('/');
        return !isOpen(firewall, protocol, Number(number));
      });
      const items = closed.map((item) => ({ item, from: firewall.from }));
      return derivedList({ fact, host: firewall.host }, items, firewall.from);
    }),
};
