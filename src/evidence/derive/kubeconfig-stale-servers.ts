import type { KubeconfigServer } from '../../facts/control-plane.ts';
import type { ApiFrontAddress, StaleServer } from '../../facts/control-plane-address.ts';
import type { FactBase } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isLoopback, isOfPlugin, isRepeated, ownedAddresses } from '../interfaces.ts';
import { isIpv4 } from '../text/addresses.ts';

const fact = 'kubeconfig.stale-servers';

/**
 * Servers of kubeconfigs on a control plane machine whose address is neither the machine's, nor another node's, nor
 * that of a balancer: the machine had it once. That there is none is never known.
 */
export const kubeconfigStaleServers: Derivation = {
  fact,
  derive(facts) {
    const elsewhere = addressesElsewhere(facts);
    const items = facts.of('host.is-control-plane').flatMap(({ host, observations }): DerivedItem[] => {
      const own = ownedAddresses(currentInterfaces(facts)).filter(
        (one) => one.host === host && !isRepeated(one.interface) && !isOfPlugin(one.interface),
      );
      const outside = own.filter((one) => !isLoopback(one.interface) && isIpv4(one.address));
      if (outside.length === 0) return [];
      const servers = itemsOf(facts.of('kubeconfig.servers').filter((known) => known.host === host));
      return servers.flatMap((server): DerivedItem[] => {
        // An item of `kubeconfig.servers`: sources and `checkEvidence` hold to the fact's schema.
        const { host: address } = server.value as KubeconfigServer;
        const isKnown = own.some((one) => one.address === address) || elsewhere.has(address);
        if (!isIpv4(address) || /^127\.|^0\.0\.0\.0$|[x*]/i.test(address) || isKnown) return [];
        const item: StaleServer = { server: address, addresses: outside.map((one) => one.address) };
        return [{ item, from: [server, ...observations, ...outside.map((one) => one.observation)] }];
      });
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};

// Items of both facts: sources and `checkEvidence` hold to their schemas.
const addressesElsewhere = (facts: FactBase): ReadonlySet<string | undefined> =>
  new Set([
    ...itemsOf(facts.of('load-balancer.addresses')).map(({ value }) => (value as ApiFrontAddress).address),
    ...itemsOf(facts.of('kubernetes.nodes')).flatMap(({ value }) => {
      const { internalAddress, externalAddress } = value as KubernetesNode;
      return [internalAddress, externalAddress];
    }),
  ]);
