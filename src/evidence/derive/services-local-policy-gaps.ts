import type { Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import type { KubernetesService, ServiceEndpoints } from '../../facts/services.ts';
import type { LocalPolicyGap } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { endpointsIn, endpointsOf, namesOf, type Seen, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { nodesIn, podsIn } from '../pod-addresses.ts';

const fact = 'services.local-policy-gaps';
const policies = ['externalTrafficPolicy', 'internalTrafficPolicy'] as const;

/** Services that only nodes with an endpoint of their own forward, and the nodes that have none. */
export const servicesLocalPolicyGaps: Derivation = {
  fact,
  derive(facts) {
    const services = servicesIn(facts);
    const nodes = nodesIn(facts);
    const known = services.filter(({ object }) => policies.some((policy) => object[policy] !== undefined));
    if (known.length === 0 || nodes.length === 0) return [];
    const local = known.flatMap((service) =>
      policies.filter((policy) => service.object[policy] === 'Local').map((policy) => ({ service, policy })),
    );
    const pods = groupBy(podsIn(facts), ({ pod }) => pod.address);
    const placed = local.map(({ service, policy }) => ({
      service,
      policy,
      on: nodesBehind(endpointsOf(endpointsIn(facts), service.object), pods),
    }));
    if (placed.some(({ on }) => on === null)) return [];
    const failed = groupBy(itemsOf(facts.of('connection.attempts')).filter(hasFailed), targetOf);
    const ready = nodes.filter(({ node }) => node.ready);
    const found = placed.flatMap(({ service, policy, on }) => {
      const having = on?.names ?? new Set();
      const without = firstWithout(ready, having);
      if (without.length === 0 || having.size === 0) return [];
      const attempts =
        policy === 'internalTrafficPolicy'
          ? failedWithin(failed, service.object)
          : failedAtNodes(
              failed,
              service.object,
              without.map(({ node }) => node),
            );
      const item: LocalPolicyGap = {
        namespace: service.object.namespace,
        service: service.object.name,
        policy,
        nodesWithout: without.map(({ node }) => node.name).join(','),
        nodesWith: [...having].slice(0, most).join(','),
        failed: attempts.length > 0,
      };
      return [{ item, from: [service.observation, ...(on?.from ?? []), ...attempts] }];
    });
    const inputs = known.map(({ observation }) => observation);
    return [derivedList({ fact }, found, inputs)];
  },
};

/** An answer names so many nodes. */
const most = 50;

interface SeenNode {
  node: KubernetesNode;
}

function firstWithout(nodes: readonly SeenNode[], having: ReadonlySet<string>): SeenNode[] {
  const without: SeenNode[] = [];
  for (const one of nodes) {
    if (without.length === most) break;
    if (!having.has(one.node.name)) without.push(one);
  }
  return without;
}

type SeenPods = ReturnType<typeof podsIn>;

/** Where the Service's endpoints run, by the endpoints themselves or by the pods with their addresses; `null`: unknown. */
function nodesBehind(
  behind: readonly Seen<ServiceEndpoints>[],
  byAddress: ReadonlyMap<string | undefined, SeenPods>,
): { names: Set<string>; from: Observation[] } | null {
  const addresses = new Set(
    behind.flatMap(({ object }) => object.ready.map((one) => one.replace(/:\d+$/, ''))),
  );
  const pods = [...addresses].flatMap((address) => byAddress.get(address) ?? []);
  const names = new Set([
    ...behind.flatMap(({ object }) => object.nodes ?? []),
    ...pods.flatMap(({ pod }) => pod.node ?? []),
  ]);
  const from = [...behind, ...pods].map(({ observation }) => observation);
  return names.size === 0 ? null : { names, from };
}

type ByTarget = ReadonlyMap<string, readonly Observation[]>;

const hasFailed = (attempt: Observation): boolean => attemptOf(attempt).outcome !== 'connected';
const targetOf = (attempt: Observation): string => attemptOf(attempt).target;

function failedAtNodes(
  failed: ByTarget,
  { ports }: KubernetesService,
  without: readonly KubernetesNode[],
): Observation[] {
  const nodePorts = (ports ?? []).map(({ nodePort }) => nodePort);
  const names = new Set(
    without.flatMap(({ name, internalAddress, externalAddress }) => [name, internalAddress, externalAddress]),
  );
  return [...names].flatMap((name) =>
    (failed.get(name ?? '') ?? []).filter((attempt) => {
      const { port } = attemptOf(attempt);
      return port !== null && nodePorts.includes(port);
    }),
  );
}

/** From which node a pod asked is not shown: that it failed at the Service's address while there are endpoints is enough. */
const failedWithin = (failed: ByTarget, service: KubernetesService): Observation[] =>
  [...new Set([service.clusterAddress, ...namesOf(service)])].flatMap((name) => failed.get(name ?? '') ?? []);
