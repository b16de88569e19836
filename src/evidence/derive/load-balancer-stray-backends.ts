import type { LoadBalancerBackend } from '../../facts/control-plane.ts';
import type { Observation } from '../../facts/known.ts';
import { controlPlaneOf } from '../control-plane-nodes.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'load-balancer.stray-backends';

/** At these an ingress on worker nodes may be what is balanced. */
const isWebPort = (port: number): boolean => port === 443 || port === 8443;

/** Servers behind the load balancer that are no control plane node. Unknown without a listing of both. */
export const loadBalancerStrayBackends: Derivation = {
  fact,
  derive(facts) {
    const controlPlane = controlPlaneOf(facts);
    const backends = itemsOf(facts.of('load-balancer.backends')).filter(
      (one) => !isWebPort(backendOf(one).port),
    );
    if (controlPlane === null || backends.length === 0) return [];
    const stray = backends.filter((backend) => {
      const { address } = backendOf(backend);
      return !controlPlane.addresses.has(address) && address !== '127.0.0.1';
    });
    const items = stray.map((backend) => ({ item: backend.value, from: [backend], also: controlPlane.from }));
    return [derivedList({ fact }, items, [...backends, ...controlPlane.from])];
  },
};

// Items of `load-balancer.backends`: sources and `checkEvidence` hold to the fact's schema.
const backendOf = ({ value }: Observation): LoadBalancerBackend => value as LoadBalancerBackend;
