import type { DnsLookup, NameAnsweredElsewhere } from '../../facts/dns.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { dnsServices } from '../dns-services.ts';
import { lookupOf } from '../item-values.ts';

const fact = 'dns.names-answered-elsewhere';

/** Names that failed at one server and were answered by another one. */
export const dnsNamesAnsweredElsewhere: Derivation = {
  fact,
  derive(facts) {
    const services = dnsServices(facts);
    const byName = groupBy(itemsOf(facts.of('dns.lookups')), (observation) =>
      shortened(lookupOf(observation).name),
    );
    const found = [...byName.values()].flatMap((lookups) => {
      const failed = lookups.find((one) => lookupOf(one).outcome !== 'resolved');
      const answered = failed && lookups.find((one) => isAnsweredElsewhere(lookupOf(one), lookupOf(failed)));
      if (failed === undefined || answered === undefined) return [];
      const service = services.get(lookupOf(failed).server ?? '');
      const item = answeredElsewhere(lookupOf(failed), lookupOf(answered));
      return service === undefined || item.failedAt !== 'other'
        ? [{ item, from: [failed, answered] }]
        : [{ item: { ...item, failedAt: 'cluster-dns' }, from: [failed, answered, service] }];
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

/** `kubernetes`, `kubernetes.default` and the whole name are one, as pods ask for them. */
const shortened = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.svc(?:\.cluster\.local)?\.?$/, '')
    .replace(/^kubernetes\.default$/, 'kubernetes');
