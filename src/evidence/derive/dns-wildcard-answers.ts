import type { DnsLookup, WildcardAnswer } from '../../facts/dns.ts';
import type { Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.wildcard-answers';

/** The cluster's own domains answer shorter names by design. */
const ofCluster = /(?:^|\.)(?:svc|cluster\.local)$|^svc\.[\w.-]+$/;

/** Names that a record of a search domain answered in place of the name itself. */
export const dnsWildcardAnswers: Derivation = {
  fact,
  derive(facts) {
    const resolved = itemsOf(facts.of('dns.lookups')).filter((one) => lookupOf(one).outcome === 'resolved');
    const within = resolved.flatMap((observation) => {
      const item = answeredWithin(lookupOf(observation));
      return item === null ? [] : [{ item, from: [observation] }];
    });
    const found = within.length > 0 ? within : sharedAddresses(resolved);
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};

function answeredWithin({ name, answeredWithin: domain, addresses }: DnsLookup): WildcardAnswer | null {
  const behind = /\.svc\.cluster\.local\.(\S+)$/.exec(name)?.[1] ?? domain;
  if (behind === undefined || ofCluster.test(behind.replace(/\.$/, ''))) return null;
  return {
    name,
    kind: 'search-domain',
    domain: behind,
    ...(addresses?.[0] === undefined ? {} : { address: addresses[0] }),
  };
}

/** Names of different owners that all have one and the same address. */
function sharedAddresses(resolved: readonly Observation[]): DerivedItem[] {
  const outside = resolved.filter((one) => lookupOf(one).of === 'other' && lookupOf(one).by !== 'other');
  const byAddress = groupBy(outside, (one) => lookupOf(one).addresses?.join(' ') ?? '');
  return [...byAddress].flatMap(([address, names]) => {
    const owners = new Set(
      names.map((one) => lookupOf(one).name.toLowerCase().split('.').slice(-2).join('.')),
    );
    if (address === '' || owners.size < 2) return [];
    return names.map((one) => {
      const item: WildcardAnswer = {
        name: lookupOf(one).name,
        kind: 'shared-address',
        domain: null,
        address,
      };
      return { item, from: names };
    });
  });
}

/** An item of `dns.lookups`: sources and `checkEvidence` hold to the fact's schema. */
