import type { FactBase, Observation } from '../../facts/known.ts';
import type { LostBetweenNodes } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { dnsPod } from '../dns-pods.ts';
import { attemptOf, lookupOf, pingOf } from '../item-values.ts';
import { addressedPods, nodeAddresses, podsIn } from '../pod-addresses.ts';

const fact = 'pods.lost-between-nodes';

/** One try to reach a pod, from a machine or from a pod. */
interface Try {
  from: string;
  fromNode: string;
  to: string;
  toNode: string;
  answered: boolean;
  observation: Observation;
}

/** An answer names so many. */
const most = 50;

/**
 * Pods that are not reached from another node, while the same asker reaches pods elsewhere. Known to be none when every
 * try across nodes was answered; unknown without such a contrast, and where pods of the asker's own node are lost.
 */
export const podsLostBetweenNodes: Derivation = {
  fact,
  derive(facts) {
    const tries = triesOf(facts);
    const across = tries.filter(({ fromNode, toNode }) => fromNode !== toNode);
    if (tries.some(({ fromNode, toNode, answered }) => fromNode === toNode && !answered)) return [];
    const lost = across.filter(({ answered }) => !answered);
    const seen = across.map(({ observation }) => observation);
    if (lost.length === 0) return across.length === 0 ? [] : [derivedList({ fact }, [], seen)];
    const answered = groupBy(
      tries.filter((one) => one.answered),
      ({ toNode }) => toNode,
    );
    const items = lost.slice(0, most).flatMap(({ from, to, fromNode, toNode, observation }) => {
      const others = [...answered].flatMap(([node, reached]) => (node === toNode ? [] : reached));
      // What answers from within its node is a contrast whoever asked; the rest, when the same one did.
      const contrast =
        others.find((one) => one.from === from) ?? [...answered.values()].flat().find(isWithin);
      const isReachedByIt = (answered.get(toNode) ?? []).some((one) => one.from === from);
      if (contrast === undefined || isReachedByIt) return [];
      const item: LostBetweenNodes = { from, to, fromNode, toNode };
      return [{ item, from: [observation, contrast.observation] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};

const isWithin = ({ fromNode, toNode }: Try): boolean => fromNode === toNode;

function triesOf(facts: FactBase): Try[] {
  const nodeOf = nodesByName(facts);
  const targets = targetNodes(facts);
  const dns = dnsNode(facts);
  const tried = (
    observation: Observation,
    fromPod: string | undefined,
    to: string,
    answered: boolean,
  ): Try[] => {
    const from = fromPod ?? observation.host;
    // A machine that the listing does not know by its name is on another node than a pod that it does not reach.
    const fromNode = nodeOf.get(from ?? '') ?? (fromPod === undefined ? `machine ${from ?? ''}` : undefined);
    const toNode = targets.get(to) ?? (to === dnsService ? dns : undefined);
    return fromNode === undefined || toNode === undefined
      ? []
      : [{ from: from ?? 'a machine', fromNode, to, toNode, answered, observation }];
  };
  return [
    ...itemsOf(facts.of('connection.attempts')).flatMap((one) => {
      const { fromPod, target, outcome } = attemptOf(one);
      const known = answeredBy[outcome];
      return known === undefined ? [] : tried(one, fromPod, target, known);
    }),
    ...itemsOf(facts.of('ping.results')).flatMap((one) => {
      const { fromPod, target, received } = pingOf(one);
      return tried(one, fromPod, target, received > 0);
    }),
    ...itemsOf(facts.of('dns.lookups')).flatMap((one) => {
      const { fromPod, server = '', by, outcome } = lookupOf(one);
      const to = targets.has(server) ? server : by === 'cluster-dns' ? dnsService : '';
      const silent = outcome === 'timed-out' || outcome === 'unreachable' || outcome === 'failed';
      return outcome === 'refused' ? [] : tried(one, fromPod, to, !silent);
    }),
  ];
}

const dnsService = 'the cluster DNS';

/** A pod that refuses, or resets, was reached. */
const answeredBy: Readonly<Record<string, boolean | undefined>> = {
  connected: true,
  refused: true,
  reset: true,
  'timed-out': false,
  'no-route': false,
};

/** The node of each pod and of each machine that asks, by its name. */
function nodesByName(facts: FactBase): Map<string, string> {
  const nodes = new Map<string, string>();
  for (const { pod } of podsIn(facts))
    if (pod.node !== undefined) {
      nodes.set(pod.node, pod.node);
      nodes.set(pod.name, pod.node);
    }
  return nodes;
}

/** The node of each address that a pod has for itself. */
const targetNodes = (facts: FactBase): Map<string, string> =>
  new Map(
    addressedPods(facts, nodeAddresses(facts)).flatMap(({ pod, address }) =>
      pod.node === undefined || pod.status !== 'Running' ? [] : [[address, pod.node] as const],
    ),
  );

/** The node of all pods of the cluster DNS that are ready; `undefined` when they run on several. */
function dnsNode(facts: FactBase): string | undefined {
  const ready = podsIn(facts).filter(({ pod }) => dnsPod.test(pod.name) && pod.readyContainers > 0);
  const nodes = new Set(ready.map(({ pod }) => pod.node));
  return nodes.size === 1 ? [...nodes][0] : undefined;
}
