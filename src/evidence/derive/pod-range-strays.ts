import type { FactBase, Observation } from '../../facts/known.ts';
import type { StrayPod } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { networkAgents } from '../network-agents.ts';
import { formatNetwork, type NetworkRange, overlap, parseRange, rangeKey } from '../network-range.ts';
import {
  type AddressedPod,
  addressedPods,
  isFlatNetwork,
  nodeAddresses,
  nodesIn,
  podsIn,
} from '../pod-addresses.ts';

const fact = 'pod-range.strays';

/** What docker0, Podman's and CRI-O's bridge are given by default. */
const runtimeBridges = ['172.17.0.0/16', '10.88.0.0/16', '10.85.0.0/16'].flatMap(
  (range) => parseRange(range) ?? [],
);

/** No cluster has pods in so many ranges of this width. */
const most = 64;

/** A range this wide is the cluster's; a narrower one may be a node's, beside others that are not shown. */
const clusterBits = 20;

/** Pods outside the ranges in force, while others are within; and pods on the runtime's own bridge beside a plugin's. */
export const podRangeStrays: Derivation = {
  fact,
  derive(facts) {
    const ofNodes = nodeAddresses(facts);
    const pods = addressedPods(facts, ofNodes).filter(({ pod }) => pod.status !== 'Completed');
    if (pods.length === 0 || isFlatNetwork(facts)) return [];
    const known = rangesInForce(facts);
    const ranges = known.length > 0 ? known : rangeOfMost(pods, nodesWithAddress(facts, ofNodes));
    const groups = groupBy(pods, (pod) => placeOf(pod, ranges));
    const [inside, outside, bridged] = ['inside', 'outside', 'bridge'].map(
      (place) => groups.get(place) ?? [],
    );
    if (inside === undefined || outside === undefined || bridged === undefined) return [];
    const located = nodesWithAddress(facts, ofNodes);
    const others = networkAgents(facts).length > 0 || inside.length + outside.length > 0;
    const strays = [
      ...(inside.length > 0 ? outside : [])
        .filter(({ pod }) => located.has(pod.node ?? ''))
        .map((pod) => strayOf(pod, false)),
      ...(others ? bridged.map((pod) => strayOf(pod, true)) : []),
    ];
    if (strays.length === 0 && inside.length < pods.length) return [];
    return [
      derivedList(
        { fact },
        strays,
        pods.map(({ observation }) => observation),
      ),
    ];
  },
};

function strayOf({ pod, address, observation }: AddressedPod, runtimeBridge: boolean) {
  const { name, node } = pod;
  const item: StrayPod = {
    pod: name,
    address,
    ...(node === undefined ? {} : { node }),
    runtimeBridge,
  };
  return { item, from: [observation] as Observation[] };
}

function placeOf({ address }: AddressedPod, ranges: readonly NetworkRange[]): string {
  const own = parseRange(address);
  if (own === null || own.parts.length !== 4) return 'unknown';
  const within = ranges.map((range) => overlap(range, own));
  if (within.includes(true)) return 'inside';
  if (within.includes(null)) return 'unknown';
  return runtimeBridges.some((range) => overlap(range, own) === true) ? 'bridge' : 'outside';
}

/** Nodes whose own address is known, so that a pod in the host's network is not taken for a stray. */
const nodesWithAddress = (facts: FactBase, ofNodes: ReadonlyMap<string, Observation>): ReadonlySet<string> =>
  new Set([
    ...nodesIn(facts).flatMap(({ node }) => (node.internalAddress === undefined ? [] : [node.name])),
    ...podsIn(facts).flatMap(({ pod }) =>
      pod.node !== undefined && ofNodes.has(pod.address ?? '') ? [pod.node] : [],
    ),
  ]);

/** A node's range stands for the /16 around it. */
function rangesInForce(facts: FactBase): NetworkRange[] {
  const cidrs = itemsOf(facts.of('kubernetes.pod-cidrs')).map(({ value }) => String(value));
  const ofNodes = nodesIn(facts).flatMap(({ node }) => node.podCidr ?? []);
  const ranges = [...cidrs, ...ofNodes].flatMap((text) => {
    const range = parseRange(text);
    if (range === null || range.parts.length !== 4) return [];
    return [range.prefixBits > clusterBits ? { ...range, prefixBits: 16 } : range];
  });
  const distinct = new Map(ranges.map((range) => [rangeKey(range, range.prefixBits), range]));
  return [...distinct.values()].slice(0, most);
}

const wide = (address: string): string | null => {
  const range = parseRange(`${address}/16`);
  return range === null || range.parts.length !== 4 ? null : formatNetwork(range);
};

/**
 * The /16 that most pods are in, when a node has pods of several, or when they are of different private blocks: a plugin
 * gives a node's pods addresses of one range. Where the ranges are alike, CoreDNS is older than what was put beside it.
 */
function rangeOfMost(pods: readonly AddressedPod[], located: ReadonlySet<string>): NetworkRange[] {
  const seen = pods.filter(({ pod, address }) => {
    const own = parseRange(address);
    const bridged = own !== null && runtimeBridges.some((range) => overlap(range, own) === true);
    return pod.status === 'Running' && located.has(pod.node ?? '') && wide(address) !== null && !bridged;
  });
  const groups = [...groupBy(seen, ({ address }) => wide(address) ?? '')];
  const ofNode = groupBy(seen, ({ pod }) => pod.node ?? '');
  const mixed = [...ofNode.values()].some((own) => new Set(own.map(({ address }) => wide(address))).size > 1);
  const blocks = new Set(groups.map(([range]) => range.split('.', 1)[0]));
  if (groups.length < 2 || !(mixed || blocks.size > 1)) return [];
  const old = (members: readonly AddressedPod[]): number =>
    members.some(({ pod }) => pod.name.startsWith('coredns-')) ? 0 : 1;
  const [most] = groups.sort(([, a], [, b]) => b.length - a.length || old(b) - old(a));
  return most === undefined ? [] : [parseRange(most[0])].filter((range) => range !== null);
}
