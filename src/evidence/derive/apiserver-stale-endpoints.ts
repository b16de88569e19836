import { apiServerEndpoints, controlPlaneOf, proxyTargets } from '../control-plane-nodes.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'apiserver.stale-endpoints';

/**
 * Addresses of the Service `kubernetes`, or to which kube-proxy leads it, that no control plane node has. Unknown when
 * none of them belongs to one: then the API servers are advertised on another network, which makes none of them stale.
 */
export const apiserverStaleEndpoints: Derivation = {
  fact,
  derive(facts) {
    const controlPlane = controlPlaneOf(facts);
    const listed = apiServerEndpoints(facts);
    const targets = proxyTargets(facts);
    const unlisted = targets.filter(({ address }) => !listed.some((one) => one.address === address));
    // The proxy leads where the Service does not: its rules are older than the listing.
    if (listed.length > 0 && unlisted.length > 0) {
      const from = listed.map((one) => one.from);
      return [
        derivedList(
          { fact },
          unlisted.map((one) => ({ item: one.address, from: [one.from], also: from })),
          [],
        ),
      ];
    }
    const endpoints = [...listed, ...targets];
    if (controlPlane === null) return [];
    const stale = endpoints.filter(({ address }) => !controlPlane.addresses.has(address));
    if (stale.length === endpoints.length) return [];
    const items = stale.map(({ address, from }) => ({
      item: address,
      from: [from],
      also: controlPlane.from,
    }));
    const inputs = [...endpoints.map(({ from }) => from), ...controlPlane.from];
    return [derivedList({ fact }, items, inputs)];
  },
};
