import type { DoubtfulNodeAddress } from '../../facts/addressing.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { NodeAddress } from '../../facts/kubernetes.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, type OwnedAddress, ownedAddresses } from '../interfaces.ts';
import { nodesIn } from '../pod-addresses.ts';
import { isIpv4 } from '../text/addresses.ts';
import { unadvertisedNodes } from '../unadvertised-nodes.ts';

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
    const ofHost = groupBy(ownedAddresses(currentInterfaces(facts)), ({ host }) => host);
    const items = nodes.flatMap((node): DerivedItem[] => {
      const reason =
        (byAddress.get(node.address)?.length ?? 0) > 1
          ? 'shared'
          : reasonOf(node, ofHost.get(node.name) ?? []);
      if (reason === null) return [];
      const item: DoubtfulNodeAddress = { node: node.name, address: node.address, reason };
      return [{ item, from: [node.observation] }];
    });
    const found = items.length > 0 ? items : unadvertisedNodes(facts);
    return found.length === 0 ? [] : [derivedList({ fact }, found, [])];
  },
};

const registeredNodes = (facts: FactBase): RegisteredNode[] =>
  [
    ...nodesIn(facts).map(({ node: { name, internalAddress }, observation }) => ({
      name,
      address: internalAddress ?? '',
      observation,
    })),
    ...itemsOf(facts.of('kubernetes.node-addresses')).map((observation) => {
      // An item of `kubernetes.node-addresses`: sources and `checkEvidence` hold to the fact's schema.
      const { node, address } = observation.value as NodeAddress;
      return { name: node, address, observation };
    }),
  ].filter(({ address }) => address !== '' && !/[*x]/i.test(address));

/** Interfaces that only the machine itself, or its containers and guests, can use. */
const bridges = /^(?:docker|br-[0-9a-f]{12}$|virbr|cni|cbr|lxcbr|podman|flannel|vxlan|cali|kube-)/;

/** Docker's own address on its bridge, on every machine that nobody told otherwise. */
const dockerBridge = '172.17.0.1';

/** The address that AWS puts into a machine's name: `ip-10-0-3-7.eu-west-1.compute.internal`. */
function addressInName(name: string): string | null {
  const octets = /^ip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})(?:\.|$)/.exec(name);
  return octets === null ? null : octets.slice(1).join('.');
}

function reasonOf(
  { name, address }: RegisteredNode,
  owned: readonly OwnedAddress[],
): DoubtfulNodeAddress['reason'] | null {
  if (address.startsWith('127.') || address === '::1') return 'loopback';
  if (address === dockerBridge) return 'bridge';
  const own = owned.find((one) => one.address === address);
  if (own !== undefined && bridges.test(own.interface)) return 'bridge';
  if (own !== undefined && /^(?:tun|tap|ppp|zt|utun|nordlynx)\d/.test(own.interface)) return 'tunnel';
  const named = addressInName(name);
  if (named !== null && isIpv4(address) && named !== address) return 'elsewhere';
  // One listing may show one interface: only several can say that none of them has it.
  const interfaces = new Set(owned.map((one) => one.interface));
  return own === undefined && interfaces.size > 1 && interfaces.has('lo') ? 'elsewhere' : null;
}
