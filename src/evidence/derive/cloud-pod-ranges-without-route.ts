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
    const sizes = new Set([...routed].map(sizeOf));
    // Ranges without their node: those as large as what the routes lead to, a node's and not the cluster's.
    const alone = itemsOf(facts.of('kubernetes.pod-cidrs')).filter(({ value }) => sizes.has(sizeOf(value)));
    const ranges = nodes.length > 0 ? nodes : alone;
    const missing = ranges.filter((range) => !routed.has(rangeOf(range) ?? ''));
    if (ranges.length === missing.length) return [];
    return [
      derivedList(
        { fact },
        missing.map((range) => ({ item: rangeOf(range), from: [range], also: routes })),
        [...ranges, ...routes],
      ),
    ];
  },
};

const sizeOf = (range: unknown): string => `${range}`.replace(/^.*\//, '');

// A range, or an item of `kubernetes.nodes`: sources and `checkEvidence` hold to the fact's schema.
const rangeOf = ({ value }: Observation): string | undefined =>
  typeof value === 'string' ? value : (value as KubernetesNode).podCidr;
