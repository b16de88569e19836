import type { Route } from '../../facts/host.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { ServiceRangeOverlap } from '../../facts/services-relations.ts';
import { servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isLoopback, isOfPlugin, isOfVpn, ownedAddresses } from '../interfaces.ts';
import { formatNetwork, isOnEveryMachine, type NetworkRange, overlap, parseRange } from '../network-range.ts';
import { nodesIn } from '../pod-addresses.ts';

const fact = 'services.range-overlaps';

interface Named {
  range: NetworkRange;
  text: string;
  of: string;
  observation: Observation;
  /** Known by a route through a gateway. */
  routed?: true;
}

/** So many networks and ranges are compared, each with each. */
const most = 100;

/** Service addresses and ranges that lie in a network that a host is on, or holds a node's address. */
export const servicesRangeOverlaps: Derivation = {
  fact,
  derive(facts) {
    const services = serviceRanges(facts).slice(0, most);
    const networks = [
      ...hostNetworks(facts),
      ...routedNetworks(facts),
      ...nodes(facts),
      ...podRanges(facts),
    ].slice(0, most);
    if (services.length === 0 || networks.length === 0) return [];
    const found = services.flatMap((service) =>
      networks
        .filter((network) => overlap(service.range, network.range) === true)
        .filter((network) => !network.routed || network.range.prefixBits > service.range.prefixBits)
        .map((network) => ({
          item: {
            services: service.text,
            network: network.text,
            of: network.of,
          } satisfies ServiceRangeOverlap,
          from: [service.observation, network.observation],
        })),
    );
    return [
      derivedList(
        { fact },
        found,
        [...services, ...networks].map(({ observation }) => observation),
      ),
    ];
  },
};

const named = (text: string | undefined, of: string, observation: Observation): Named[] => {
  const range = text === undefined ? null : parseRange(text);
  return range === null || range.prefixBits === 0
    ? []
    : [{ range, text: formatNetwork(range), of, observation }];
};

function serviceRanges(facts: FactBase): Named[] {
  const ranges = itemsOf(facts.of('kubernetes.service-cidrs')).flatMap((observation) =>
    named(String(observation.value), 'Services', observation),
  );
  const addresses = servicesIn(facts).flatMap(({ object, observation }) =>
    named(object.clusterAddress, 'Services', observation),
  );
  return [...ranges, ...addresses];
}

/** A dummy that holds Service addresses on purpose is the proxy's own. */
const hostNetworks = (facts: FactBase): Named[] =>
  ownedAddresses(currentInterfaces(facts))
    .filter(
      ({ interface: name, address }) => !isOfPlugin(name) && !isLoopback(name) && !isOnEveryMachine(address),
    )
    .flatMap((owner) =>
      owner.prefixed.endsWith('/32')
        ? []
        : named(owner.prefixed, `interface ${owner.interface}${at(owner.host)}`, owner.observation),
    );

const at = (host: string | null): string => (host === null ? '' : ` on ${host}`);

/** A route to Services themselves, through a gateway or over a plugin's device, is how some clusters reach them. */
const routedNetworks = (facts: FactBase): Named[] =>
  itemsOf(facts.of('network.routes')).flatMap((observation) => {
    // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
    const { destination, via, interface: name } = observation.value as Route;
    if (name === null || isOfPlugin(name) || isLoopback(name) || isOnEveryMachine(destination)) return [];
    const found = named(destination, `route over ${name}${at(observation.host)}`, observation);
    // A VPN's route takes whatever it covers.
    if (via === null || isOfVpn(name)) return found;
    // A part of the range that is reached through a gateway is another network; single addresses may be Services.
    return found.filter(({ range }) => range.prefixBits <= 24).map((one) => ({ ...one, routed: true }));
  });

const nodes = (facts: FactBase): Named[] =>
  nodesIn(facts).flatMap(({ node, observation }) =>
    named(node.internalAddress, `node ${node.name}`, observation),
  );

/** Interfaces on which a plugin has Service addresses on purpose, one by one. */
const isOfServices = (name: string): boolean => /^(?:kube-ipvs|kube-dummy|dummy|nodelocal)/.test(name);

/** Ranges that pods get their addresses from: of nodes, of the cluster, and of a plugin's bridge. */
function podRanges(facts: FactBase): Named[] {
  const ofCluster = itemsOf(facts.of('kubernetes.pod-cidrs')).flatMap((observation) =>
    named(String(observation.value), 'pods', observation),
  );
  const ofNodes = nodesIn(facts).flatMap(({ node, observation }) =>
    named(node.podCidr, `pods on ${node.name}`, observation),
  );
  const ofBridges = ownedAddresses(currentInterfaces(facts))
    .filter(({ interface: name }) => isOfPlugin(name) && !isOfServices(name))
    .filter(({ prefixed }) => !/\/(?:3[0-2]|12[6-8])$/.test(prefixed))
    .flatMap((owner) =>
      named(owner.prefixed, `pods on ${owner.interface}${at(owner.host)}`, owner.observation),
    );
  return [...ofCluster, ...ofNodes, ...ofBridges];
}
