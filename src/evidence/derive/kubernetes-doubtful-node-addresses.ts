import type { DoubtfulNodeAddress } from '../../facts/addressing.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, ownedAddresses } from '../interfaces.ts';

const fact = 'kubernetes.doubtful-node-addresses';

interface RegisteredNode {
  name: string;
  address: string;
  observation: Observation;
}

/** Nodes registered with an address that another has too, or that no machine can be reached at. */
export const kubernetesDoubtfulNodeAddresses: Derivation = {
  fact,
  derive(facts) {
    const nodes = registeredNodes(facts);
    const byAddress = groupBy(nodes, ({ address }) => address);
    const items = nodes.flatMap((node): DerivedItem[] => {
      const reason = (byAddress.get(node.address)?.length ?? 0) > 1 ? 'shared' : reasonOf(node, facts);
      if (reason === null) return [];
      const item: DoubtfulNodeAddress = { node: node.name, address: node.address, reason };
      return [{ item, from: [node.observation] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};

const registeredNodes = (facts: FactBase): RegisteredNode[] =>
  itemsOf(facts.of('kubernetes.nodes')).flatMap((observation) => {
    // An item of `kubernetes.nodes`: sources and `checkEvidence` hold to the fact's schema.
    const { name, internalAddress } = observation.value as KubernetesNode;
    return internalAddress === undefined || /[*x]/i.test(internalAddress)
      ? []
      : [{ name, address: internalAddress, observation }];
  });

/** Interfaces that only the machine itself, or its containers and guests, can use. */
const bridges = /^(?:docker|br-[0-9a-f]{12}$|virbr|cni|cbr|lxcbr|podman|flannel|vxlan|cali|kube-)/;

function reasonOf({ name, address }: RegisteredNode, facts: FactBase): DoubtfulNodeAddress['reason'] | null {
  if (address.startsWith('127.') || address === '::1') return 'loopback';
  const owned = ownedAddresses(currentInterfaces(facts)).filter(({ host }) => host === name);
  const own = owned.find((one) => one.address === address);
  if (own !== undefined && bridges.test(own.interface)) return 'bridge';
  if (own !== undefined && /^(?:tun|tap|ppp|zt|utun|nordlynx)\d/.test(own.interface)) return 'tunnel';
  // One listing may show one interface: only several can say that none of them has it.
  const interfaces = new Set(owned.map((one) => one.interface));
  return own === undefined && interfaces.size > 1 && interfaces.has('lo') ? 'elsewhere' : null;
}
