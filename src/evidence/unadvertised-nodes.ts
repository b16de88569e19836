import type { DoubtfulNodeAddress } from '../facts/addressing.ts';
import type { FactBase, Observation } from '../facts/known.ts';
import { type DerivedItem, itemsOf } from './derivation.ts';
import { overlap, parseRange } from './network-range.ts';
import { nodeAddresses, nodesIn, podsIn } from './pod-addresses.ts';
import { isPrivateIpv4 } from './text/addresses.ts';

interface Registered {
  node: string;
  address: string;
  observation: Observation;
}

const roles = new Set(['master', 'control-plane', 'controlplane']);

/**
 * Control plane nodes whose API server was told to advertise an address of another network, one that no node has: the
 * kubelet chose its own by the default route.
 */
export function unadvertisedNodes(facts: FactBase): DerivedItem[] {
  const advertised = itemsOf(facts.of('apiserver.advertise-addresses'));
  const registered = controlPlaneNodes(facts);
  const known = nodeAddresses(facts);
  const external = new Set(nodesIn(facts).map(({ node }) => node.externalAddress));
  // Items of `apiserver.advertise-addresses`: sources and `checkEvidence` hold to the fact's schema.
  const told = advertised.map(({ value }) => value as string);
  const foreign = told.every(
    (address) => isPrivateIpv4(address) && !known.has(address) && !external.has(address),
  );
  if (told.length === 0 || !foreign) return [];
  return registered
    .filter((one) => !told.some((address) => areNear(address, one.address)))
    .map(({ node, address, observation }) => ({
      item: { node, address, reason: 'unadvertised' } satisfies DoubtfulNodeAddress,
      from: [observation],
      also: advertised,
    }));
}

/** Two addresses of one network, as far as addresses alone can tell. */
function areNear(a: string, b: string): boolean {
  const [one, other] = [parseRange(`${a}/24`), parseRange(`${b}/24`)];
  return one === null || other === null || overlap(one, other) !== false;
}

/** By their role, or by the API server's or etcd's own pod, which has its node's address. */
function controlPlaneNodes(facts: FactBase): Registered[] {
  const listed = nodesIn(facts).flatMap(({ node, observation }): Registered[] => {
    const { name, internalAddress } = node;
    const isMaster = node.roles?.some((role) => roles.has(role)) === true;
    return isMaster && internalAddress !== undefined
      ? [{ node: name, address: internalAddress, observation }]
      : [];
  });
  if (listed.length > 0) return listed;
  return podsIn(facts).flatMap(({ pod: { name, node, address }, observation }) =>
    node !== undefined && address !== undefined && name === `kube-apiserver-${node}`
      ? [{ node, address, observation }]
      : [],
  );
}
