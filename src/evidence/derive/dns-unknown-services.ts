import type { UnknownService } from '../../facts/dns.ts';
import type { Observation } from '../../facts/known.ts';
import type { KubernetesService } from '../../facts/services.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.unknown-services';

/** Names that the DNS does not know, of Services that the listing does not have in that namespace. */
export const dnsUnknownServices: Derivation = {
  fact,
  derive(facts) {
    const services = itemsOf(facts.of('kubernetes.services'));
    const failed = itemsOf(facts.of('dns.lookups')).filter((one) => lookupOf(one).outcome === 'not-found');
    const found = failed.flatMap((observation) => {
      const item = unknownService(lookupOf(observation).name, services.map(serviceOf));
      return item === null ? [] : [{ item, from: [observation], also: services }];
    });
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};

function unknownService(name: string, services: readonly KubernetesService[]): UnknownService | null {
  const [service = '', namespace = null, svc] = name.toLowerCase().split('.');
  if (svc !== undefined && svc !== 'svc') return null;
  const alike = services.filter((one) => one.name === service);
  const existsIn = alike.flatMap((one) => one.namespace ?? []).sort();
  if (namespace === null || alike.some((one) => one.namespace === null || one.namespace === namespace))
    return namespace === null && existsIn.length > 0 ? { name, service, namespace, existsIn } : null;
  // A listing of other namespaces only says nothing of this one.
  const isListed = services.some((one) => one.namespace === namespace);
  return isListed || existsIn.length > 0 ? { name, service, namespace, existsIn } : null;
}

// Items of lists: sources and `checkEvidence` hold to the facts' schemas.
const serviceOf = ({ value }: Observation): KubernetesService => value as KubernetesService;
