import type { DnsForward } from '../../facts/coredns.ts';
import type { FailingZone } from '../../facts/dns.ts';
import type { Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.failing-zones';

/** Names that failed in a zone that CoreDNS passes on to servers of its own. */
export const dnsFailingZones: Derivation = {
  fact,
  derive(facts) {
    const forwards = itemsOf(facts.of('coredns.forwards')).filter((one) => forwardOf(one).zone !== '.');
    const failed = itemsOf(facts.of('dns.lookups')).filter((one) => lookupOf(one).outcome !== 'resolved');
    const found = forwards.flatMap((forward) => {
      const { zone, to } = forwardOf(forward);
      const lookup = failed.find((one) => isWithin(lookupOf(one).name, zone));
      if (lookup === undefined) return [];
      const item: FailingZone = { zone, name: lookupOf(lookup).name, to };
      return [{ item, from: [forward, lookup] }];
    });
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};

const isWithin = (name: string, zone: string): boolean =>
  `.${name.toLowerCase().replace(/\.$/, '')}`.endsWith(`.${zone.toLowerCase().replace(/\.$/, '')}`);

// Items of lists: sources and `checkEvidence` hold to the facts' schemas.
const forwardOf = ({ value }: Observation): DnsForward => value as DnsForward;
