import type { DnsForward } from '../../facts/coredns.ts';
import type { ResolverFile, SilentUpstream } from '../../facts/dns.ts';
import type { Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.silent-upstreams';

const silences = new Set(['timed-out', 'unreachable', 'refused']);

/** Servers of a machine's resolv.conf or of the Corefile that did not answer when they were asked themselves. */
export const dnsSilentUpstreams: Derivation = {
  fact,
  derive(facts) {
    const namedIn = new Map<string, Observation>();
    for (const observation of [
      ...itemsOf(facts.of('resolver.files')),
      ...itemsOf(facts.of('coredns.forwards')),
    ])
      for (const server of serversOf(observation)) if (!namedIn.has(server)) namedIn.set(server, observation);
    const lookups = groupBy(
      itemsOf(facts.of('dns.lookups')).filter((one) => lookupOf(one).by === 'other'),
      (one) => lookupOf(one).server,
    );
    const found = [...namedIn].flatMap(([server, file]) => {
      const asked = lookups.get(server) ?? [];
      const silent = asked.find((one) => silences.has(lookupOf(one).outcome));
      if (silent === undefined || asked.some((one) => lookupOf(one).outcome === 'resolved')) return [];
      const item: SilentUpstream = { server, name: lookupOf(silent).name };
      return [{ item, from: [silent, file] }];
    });
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};

function serversOf({ fact: of, value }: Observation): string[] {
  // Items of lists: sources and `checkEvidence` hold to the facts' schemas.
  if (of === 'resolver.files') return (value as ResolverFile).nameservers;
  return (value as DnsForward).to.map((target) => target.replace(/^\w+:\/\/|(?<=\.\d{1,3}):\d{1,5}$/g, ''));
}

// An item of `dns.lookups`, likewise.
