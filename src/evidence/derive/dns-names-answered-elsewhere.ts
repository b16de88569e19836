import type { DnsLookup, NameAnsweredElsewhere } from '../../facts/dns.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.names-answered-elsewhere';

/** Names that failed at one server and were answered by another one. */
export const dnsNamesAnsweredElsewhere: Derivation = {
  fact,
  derive(facts) {
    const byName = groupBy(itemsOf(facts.of('dns.lookups')), (observation) =>
      lookupOf(observation).name.toLowerCase(),
    );
    const found = [...byName.values()].flatMap((lookups) => {
      const failed = lookups.find((one) => lookupOf(one).outcome !== 'resolved');
      const answered = failed && lookups.find((one) => isAnsweredElsewhere(lookupOf(one), lookupOf(failed)));
      if (failed === undefined || answered === undefined) return [];
      return [{ item: answeredElsewhere(lookupOf(failed), lookupOf(answered)), from: [failed, answered] }];
    });
    return found.length > 0 ? [derivedList({ fact }, found, [])] : [];
  },
};

const isAnsweredElsewhere = (one: DnsLookup, failed: DnsLookup): boolean =>
  one.outcome === 'resolved' && one.server !== undefined && one.server !== failed.server;

const answeredElsewhere = (failed: DnsLookup, answered: DnsLookup): NameAnsweredElsewhere => ({
  name: failed.name,
  failedAt: failed.by,
  answeredAt: answered.by,
  ...(answered.server === undefined ? {} : { answeredBy: answered.server }),
});
