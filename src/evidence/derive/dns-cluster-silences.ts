import type { ClusterDnsSilence } from '../../facts/dns-relations.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { dnsServices } from '../dns-services.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.cluster-silences';

/** Lookups at the address that a listing, or a pod's resolv.conf, gives for the cluster's DNS, and that got no answer. */
export const dnsClusterSilences: Derivation = {
  fact,
  derive(facts) {
    const services = dnsServices(facts);
    if (services.size === 0) return [];
    const resolvers = [...services].flatMap(([server, { fact: of }]) =>
      of === 'resolver.files' ? [server] : [],
    );
    const found = itemsOf(facts.of('dns.lookups')).flatMap((observation) => {
      const { server: asked, name, outcome } = lookupOf(observation);
      if (outcome !== 'timed-out' && outcome !== 'unreachable') return [];
      // nslookup names no server when none answers: in a pod it is the one of its resolv.conf.
      const server = asked ?? (resolvers.length === 1 ? resolvers[0] : undefined);
      const shown = server === undefined ? undefined : services.get(server);
      if (server === undefined || shown === undefined) return [];
      return [{ item: { server, name } satisfies ClusterDnsSilence, from: [observation, shown] }];
    });
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};
