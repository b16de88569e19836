import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import type { KubernetesService } from '../../facts/services.ts';
import type { LocalPolicyGap } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, namesOf, type Seen, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
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
    const placed = local.map(({ service, policy }) => ({ service, policy, on: nodesBehind(facts, service) }));
    if (placed.some(({ on }) => on === null)) return [];
    const found = placed.flatMap(({ service, policy, on }) => {
      const having = on?.names ?? new Set();
      const without = nodes.filter(({ node }) => node.ready && !having.has(node.name));
      if (without.length === 0 || having.size === 0) return [];
      const attempts =
        policy === 'internalTrafficPolicy'
          ? failedWithin(facts, service.object)
          : failedAttempts(
              facts,
              service.object,
              without.map(({ node }) => node),
            );
      const item: LocalPolicyGap = {
        namespace: service.object.namespace,
        service: service.object.name,
        policy,
        nodesWithout: without.map(({ node }) => node.name).join(','),
        nodesWith: [...having].join(','),
        failed: attempts.length > 0,
      };
      return [{ item, from: [service.observation, ...(on?.from ?? []), ...attempts] }];
    });
    return [
      derivedList(
        { fact },
        found,
        known.map(({ observation }) => observation),
      ),
    ];
  },
};

/** Where the Service's endpoints run, by the endpoints themselves or by the pods with their addresses; `null`: unknown. */
function nodesBehind(
  facts: FactBase,
  service: Seen<KubernetesService>,
): { names: Set<string>; from: Observation[] } | null {
  const behind = endpointsOf(endpointsIn(facts), service.object);
  const addresses = behind.flatMap(({ object }) => object.ready.map((one) => one.replace(/:\d+$/, '')));
  const pods = podsIn(facts).filter(
    ({ pod }) => pod.address !== undefined && addresses.includes(pod.address),
  );
  const names = new Set([
    ...behind.flatMap(({ object }) => object.nodes ?? []),
    ...pods.flatMap(({ pod }) => pod.node ?? []),
  ]);
  const from = [...behind, ...pods].map(({ observation }) => observation);
  return names.size === 0 ? null : { names, from };
}

function failedAttempts(
  facts: FactBase,
  { ports }: KubernetesService,
  without: readonly KubernetesNode[],
): Observation[] {
  const nodePorts = (ports ?? []).map(({ nodePort }) => nodePort);
  const names = without.flatMap((node) => [node.name, node.internalAddress, node.externalAddress]);
  return itemsOf(facts.of('connection.attempts')).filter(({ value }) => {
    // Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
    const { target, port, outcome } = value as ConnectionAttempt;
    return outcome !== 'connected' && names.includes(target) && port !== null && nodePorts.includes(port);
  });
}

/** From which node a pod asked is not shown: that it failed at the Service's address while there are endpoints is enough. */
const failedWithin = (facts: FactBase, service: KubernetesService): Observation[] =>
  itemsOf(facts.of('connection.attempts')).filter(({ value }) => {
    // Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
    const { target, outcome } = value as ConnectionAttempt;
    return outcome !== 'connected' && [service.clusterAddress, ...namesOf(service)].includes(target);
  });
