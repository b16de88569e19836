import { apiServerEndpoints, controlPlaneOf } from '../control-plane-nodes.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'apiserver.stale-endpoints';

/**
 * Addresses of the Service `kubernetes` that no control plane node has. Unknown when none of them belongs to one:
 * then the API servers are advertised on another network, which makes none of them stale.
 */
export const apiserverStaleEndpoints: Derivation = {
  fact,
  derive(facts) {
    const controlPlane = controlPlaneOf(facts);
    const endpoints = apiServerEndpoints(facts);
    if (controlPlane === null) return [];
    const stale = endpoints.filter(({ address }) => !controlPlane.addresses.has(address));
    if (stale.length === endpoints.length) return [];
    const items = stale.map(({ address, from }) => ({ item: address, from: [from, ...controlPlane.from] }));
    const inputs = [...endpoints.map(({ from }) => from), ...controlPlane.from];
    return [derivedList({ fact }, items, inputs)];
  },
};
