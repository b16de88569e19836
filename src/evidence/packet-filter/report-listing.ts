import type { ChainPolicy } from '../../facts/netfilter.ts';
import type { Line, ReadingBuilder } from '../source.ts';
import type { FilterListing } from './filter-listing.ts';
import { incomingTreatment, openingsOf, podForwarding } from './treatment.ts';

/** Facts that such a listing can state. */
export const listingFacts = [
  'packet-filter.policies',
  'packet-filter.pod-forwarding',
  'packet-filter.service-chains',
  'firewall.incoming',
  'firewall.openings',
] as const;

/** Chains that no packet to the machine itself goes through, and those of Kubernetes and Docker. */
const notIncoming =
  /forward|fwd|output|^(?:OUT|DOCKER|KUBE-|cali-|CNI-|CILIUM|WEAVE|LIBVIRT|POSTROUTING|PREROUTING)/i;

/** What a command left in of a listing: all of it, the whole FORWARD chain, or some lines. */
export type ListingPart = 'all' | 'forward' | 'some';

/** Adds to a reading what a listing of the filter table or of nat tells. */
export function reportListing(reading: ReadingBuilder, listing: FilterListing, part: ListingPart): void {
  const { first, last } = listing;
  if (first === null || last === null) return;
  reading.understand(first, last);
  const isFilter = listing.table === 'filter' || listing.table.endsWith(' filter');
  if (isFilter) reportPolicies(reading, listing);
  if (listing.family === 'ipv6') return;
  if (isFilter && part !== 'some') reportForwarding(reading, listing);
  if (isFilter && part === 'all') reportIncoming(reading, listing);
  // Only nat has POSTROUTING without FORWARD.
  const isNat = listing.chains.has('POSTROUTING') && !listing.chains.has('FORWARD');
  if (part === 'all' && isNat && !servedElsewhere(listing)) {
    const services = [...listing.chains].filter((name) => name.startsWith('KUBE-SVC-'));
    reading.value('packet-filter.service-chains', services.length, first, last);
  }
}

/** In IPVS mode kube-proxy has these chains and none for a Service; Cilium may do without kube-proxy. */
const servedElsewhere = ({ chains }: FilterListing): boolean =>
  chains.has('KUBE-NODE-PORT') ||
  chains.has('KUBE-LOAD-BALANCER') ||
  (!chains.has('KUBE-SERVICES') && [...chains].some((name) => name.startsWith('CILIUM_')));

function reportPolicies(reading: ReadingBuilder, { bases, family, table }: FilterListing): void {
  for (const { hook, policy, packets, line } of bases.values()) {
    const counted = packets === undefined ? {} : { packets };
    const item: ChainPolicy = { hook, table, family, policy, ...counted };
    reading.item('packet-filter.policies', item, line);
  }
}

/** The one base chain of a hook; with several, nft asks each of them, and this listing shows only some. */
function baseOf({ bases }: FilterListing, hook: string) {
  const found = [...bases].filter(([, base]) => base.hook === hook);
  const [name, base] = found[0] ?? [];
  return found.length === 1 && name !== undefined && base !== undefined ? { name, ...base } : null;
}

function reportForwarding(reading: ReadingBuilder, listing: FilterListing): void {
  const base = baseOf(listing, 'forward');
  const lines = base === null ? null : listing.linesOf(base.name);
  if (base === null || lines === null) return;
  const treatment = podForwarding(listing.rulesOf(base.name), base.policy);
  // A jump to the plugin's chain lets pods through, as a rule: a policy that has refused packets leaves that open.
  const isOpen = treatment === 'accepted' && base.policy === 'drop' && (base.packets ?? 0) > 0;
  if (treatment !== null && !isOpen) reading.value('packet-filter.pod-forwarding', treatment, ...lines);
}

function reportIncoming(reading: ReadingBuilder, listing: FilterListing): void {
  const base = baseOf(listing, 'input');
  const lines = base === null ? null : listing.linesOf(base.name);
  if (base === null || lines === null) return;
  const treatment = incomingTreatment(listing.rulesOf(base.name), base.policy);
  if (treatment === null) return;
  reading.value('firewall.incoming', treatment, ...lines);
  if (treatment !== 'accepted') reportOpenings(reading, listing, lines[0]);
}

function reportOpenings(reading: ReadingBuilder, { rules }: FilterListing, line: Line): void {
  const openings = rules
    .filter(({ rule }) => !notIncoming.test(rule.chain))
    .flatMap((found) => openingsOf(found.rule).map((opening) => ({ opening, line: found.line })));
  for (const found of openings) reading.item('firewall.openings', found.opening, found.line);
  if (openings.length === 0) reading.none('firewall.openings', line);
}
