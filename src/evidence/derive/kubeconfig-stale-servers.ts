import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { KubeconfigServer } from '../../facts/control-plane.ts';
import type { ApiFrontAddress, StaleServer } from '../../facts/control-plane-address.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isLoopback, isOfPlugin, isRepeated, ownedAddresses } from '../interfaces.ts';
import { isIpv4 } from '../text/addresses.ts';

const fact = 'kubeconfig.stale-servers';

const failed: ReadonlySet<string> = new Set(['timed-out', 'refused', 'no-route', 'network-unreachable']);

/**
 * Servers of kubeconfigs on a control plane machine at whose address nobody answers, and which is neither the machine's,
 * nor another node's, nor a balancer's: the machine had it once. That there is none is never known.
 */
export const kubeconfigStaleServers: Derivation = {
  fact,
  derive(facts) {
    const elsewhere = addressesElsewhere(facts);
    const failures = failedAttempts(facts);
    const items = facts.of('host.is-control-plane').flatMap(({ host, observations }): DerivedItem[] => {
      const own = ownedAddresses(currentInterfaces(facts)).filter(
        (one) => one.host === host && !isRepeated(one.interface) && !isOfPlugin(one.interface),
      );
      const listed = itemsOf(facts.of('host.addresses').filter((known) => known.host === host));
      const outside = [
        ...own.filter((one) => !isLoopback(one.interface) && isIpv4(one.address)),
        // Items of `host.addresses`: sources and `checkEvidence` hold to the fact's schema.
        ...listed.map((observation) => ({ address: observation.value as string, observation })),
      ];
      if (outside.length === 0) return [];
      const servers = itemsOf(facts.of('kubeconfig.servers').filter((known) => known.host === host));
      const has = (address: string) => [...own, ...outside].some((one) => one.address === address);
      // Where some kubeconfigs name the machine itself, another address is that of all control plane machines.
      if (servers.some((server) => has(addressOf(server)))) return [];
      return servers.flatMap((server): DerivedItem[] => {
        const attempt = failures.find(
          ({ value }) => (value as ConnectionAttempt).target === addressOf(server),
        );
        if (attempt === undefined || elsewhere.has(addressOf(server))) return [];
        const item: StaleServer = {
          server: addressOf(server),
          addresses: outside.map((one) => one.address),
        };
        return [{ item, from: [server, attempt, ...observations, ...outside.map((one) => one.observation)] }];
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

// An item of `kubeconfig.servers`: sources and `checkEvidence` hold to the fact's schema.
const addressOf = ({ value }: Observation): string => (value as KubeconfigServer).host;

/** Attempts that failed at an address of IPv4 that is nobody's loopback. */
const failedAttempts = (facts: FactBase): Observation[] =>
  itemsOf(facts.of('connection.attempts')).filter(({ value }) => {
    // An item of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
    const { target, outcome } = value as ConnectionAttempt;
    return failed.has(outcome) && isIpv4(target) && !/^127\.|^0\.0\.0\.0$|[x*]/i.test(target);
  });
