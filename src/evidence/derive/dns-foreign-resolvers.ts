import type { ForeignResolver, ResolverFile } from '../../facts/dns.ts';
import type { Observation } from '../../facts/known.ts';
import type { KubernetesService } from '../../facts/services.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { isAddress } from '../text/addresses.ts';

const fact = 'dns.foreign-resolvers';

/** Names that installers give the Service of the cluster DNS. */
const dnsService = /^(?:kube-dns|coredns|rke2-coredns-rke2-coredns|dns-default|kube-dns-upstream)$/;

/** A node's own cache answers pods in the Service's place, by design. */
const nodeCache = /^169\.254\./;

/** Resolvers of pods that no DNS Service has. Known to be none when every pod's resolver is such a Service's. */
export const dnsForeignResolvers: Derivation = {
  fact,
  derive(facts) {
    const services = itemsOf(facts.of('kubernetes.services')).filter(
      (observation) => addressOf(observation) !== null,
    );
    const files = itemsOf(facts.of('resolver.files')).filter(
      (observation) => fileOf(observation).of === 'pod',
    );
    const [service] = services;
    if (service === undefined || files.length === 0) return [];
    const own = new Set(services.map(addressOf));
    const foreign = files.flatMap((file) => {
      const [resolver] = fileOf(file).nameservers;
      if (resolver === undefined || own.has(resolver) || nodeCache.test(resolver)) return [];
      const item: ForeignResolver = { resolver, service: addressOf(service) ?? '' };
      return [{ item, from: [file, service] }];
    });
    return [derivedList({ fact }, foreign, [...files, ...services])];
  },
};

/** The address of a Service of the cluster DNS; `null` for any other Service. */
function addressOf({ value }: Observation): string | null {
  // An item of `kubernetes.services`: sources and `checkEvidence` hold to the fact's schema.
  const { name, clusterAddress } = value as KubernetesService;
  return dnsService.test(name) && clusterAddress !== undefined && isAddress(clusterAddress)
    ? clusterAddress
    : null;
}

/** An item of `resolver.files`, likewise. */
const fileOf = ({ value }: Observation): ResolverFile => value as ResolverFile;
