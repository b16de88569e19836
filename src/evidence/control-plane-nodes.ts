import type { FactBase, Observation } from '../facts/known.ts';
import type { KubernetesNode } from '../facts/kubernetes.ts';
import type { ServiceEndpoints } from '../facts/services.ts';
import { itemsOf } from './derivation.ts';

const roles = new Set(['master', 'control-plane', 'controlplane']);

export interface ControlPlane {
  /** Addresses of its nodes. */
  readonly addresses: ReadonlySet<string>;
  readonly from: readonly Observation[];
}

/** `null` when no listing shows a control plane node with its address: a managed one is not among the nodes. */
export function controlPlaneOf(facts: FactBase): ControlPlane | null {
  const from = itemsOf(facts.of('kubernetes.nodes')).filter((observation) =>
    nodeOf(observation).roles?.some((role) => roles.has(role)),
  );
  const addresses = new Set(
    from
      .map(nodeOf)
      .flatMap(({ internalAddress, externalAddress }) => [internalAddress, externalAddress])
      .filter((address) => address !== undefined),
  );
  return addresses.size === 0 ? null : { addresses, from };
}

/** Addresses behind the Service `kubernetes`, where every API server writes its own. */
export function apiServerEndpoints(facts: FactBase): { address: string; from: Observation }[] {
  return itemsOf(facts.of('kubernetes.endpoints')).flatMap((from) => {
    const { namespace, service, ready } = endpointsOf(from);
    if (service !== 'kubernetes' || (namespace !== null && namespace !== 'default')) return [];
    return ready.map((endpoint) => ({ address: endpoint.replace(/:\d{1,5}$/, ''), from }));
  });
}

/** Where kube-proxy leads the Service `kubernetes`, by its rules or its log. */
export const proxyTargets = (facts: FactBase): { address: string; from: Observation }[] =>
  itemsOf(facts.of('apiserver.proxy-targets')).map((from) => ({ address: from.value as string, from }));

// Items of `apiserver.proxy-targets`, `kubernetes.nodes` and `kubernetes.endpoints`: sources and `checkEvidence` hold to the facts' schemas.
const nodeOf = ({ value }: Observation): KubernetesNode => value as KubernetesNode;
const endpointsOf = ({ value }: Observation): ServiceEndpoints => value as ServiceEndpoints;
