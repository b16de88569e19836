import { apiServerEndpoints, controlPlaneOf } from '../control-plane-nodes.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'apiserver.advertised-elsewhere';

/** Addresses of the Service `kubernetes`, when no control plane node has any of them; empty when one has. */
export const apiserverAdvertisedElsewhere: Derivation = {
  fact,
  derive(facts) {
    const controlPlane = controlPlaneOf(facts);
    const endpoints = apiServerEndpoints(facts);
    if (controlPlane === null || endpoints.length === 0) return [];
    const isElsewhere = endpoints.every(({ address }) => !controlPlane.addresses.has(address));
    const items = endpoints.map(({ address, from }) => ({
      item: address,
      from: [from],
      also: controlPlane.from,
    }));
    const inputs = [...endpoints.map(({ from }) => from), ...controlPlane.from];
    return [derivedList({ fact }, isElsewhere ? items : [], inputs)];
  },
};
