import type { ProxyRule } from '../../facts/proxy-rules.ts';
import { endpointsIn, endpointsOf } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'kube-proxy.outdated-rules';

/** Rules of kube-proxy that lead to an address which is no endpoint, or reject although there are endpoints. */
export const kubeProxyOutdatedRules: Derivation = {
  fact,
  derive(facts) {
    const endpoints = endpointsIn(facts);
    const compared = itemsOf(facts.of('kube-proxy.rules')).flatMap((observation) => {
      // Items of `kube-proxy.rules`: sources and `checkEvidence` hold to the fact's schema.
      const item = observation.value as ProxyRule;
      const behind = endpointsOf(endpoints, { namespace: item.namespace, name: item.service });
      const ready = behind.flatMap(({ object }) => object.ready);
      // A list that ends in `+ 3 more...` does not name all of them.
      if (ready.length === 0 || ready.length > 2) return [];
      const { target } = item;
      const isOutdated = target === null || !ready.some((address) => isSame(address, target));
      return [{ item, isOutdated, from: [observation, ...behind.map((one) => one.observation)] }];
    });
    if (compared.length === 0) return [];
    const outdated = compared.filter(({ isOutdated }) => isOutdated);
    const inputs = compared.flatMap(({ from }) => from);
    return [derivedList({ fact }, outdated, inputs)];
  },
};

/** Ports may be those of other ports of the Service. */
const isSame = (endpoint: string, target: string): boolean =>
  endpoint.replace(/:\d{1,5}$/, '') === target.replace(/:\d{1,5}$/, '');
