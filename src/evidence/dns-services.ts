import type { ResolverFile } from '../facts/dns.ts';
import type { FactBase, Observation } from '../facts/known.ts';
import { servicesIn } from './cluster-objects.ts';
import { itemsOf } from './derivation.ts';

/** Where cluster listings and pods' resolv.conf say that the cluster's DNS is, with what shows it. */
export function dnsServices(facts: FactBase): Map<string, Observation> {
  const found = new Map<string, Observation>();
  for (const { object, observation } of servicesIn(facts)) {
    const { clusterAddress, name, ports } = object;
    const isDns = /(?:^|-)(?:kube-?dns|coredns)(?:-|$)/.test(name) && ports?.some(({ port }) => port === 53);
    if (isDns && clusterAddress !== undefined && clusterAddress !== 'None')
      found.set(clusterAddress, observation);
  }
  for (const observation of itemsOf(facts.of('resolver.files'))) {
    // Items of `resolver.files`: sources and `checkEvidence` hold to the fact's schema.
    const { of, loopback, nameservers } = observation.value as ResolverFile;
    const [only] = nameservers;
    if (of === 'pod' && !loopback && only !== undefined && nameservers.length === 1 && !found.has(only))
      found.set(only, observation);
  }
  return found;
}
