import type { Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'cloud.pod-ranges-without-route';

/** Pod ranges of nodes that no cloud route leads to. Only where one leads to another node's does the cloud route pods at all. */
export const cloudPodRangesWithoutRoute: Derivation = {
  fact,
  derive(facts) {
    const routes = itemsOf(facts.of('cloud.pod-routes'));
    const routed = new Set(routes.map(({ value }) => String(value)));
    const nodes = itemsOf(facts.of('kubernetes.nodes')).filter((node) => rangeOf(node) !== undefined);
    const missing = nodes.filter((node) => !routed.has(rangeOf(node) ?? ''));
    if (nodes.length === missing.length) return [];
    return [
      derivedList(
        { fact },
        missing.map((node) => ({ item: rangeOf(node), from: [node, ...routes] })),
        [...nodes, ...routes],
      ),
    ];
  },
};

// An item of `kubernetes.nodes`: sources and `checkEvidence` hold to the fact's schema.
const rangeOf = ({ value }: Observation): string | undefined => (value as KubernetesNode).podCidr;
