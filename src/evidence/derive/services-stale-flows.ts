import type { PingResult } from '../../facts/connections.ts';
import type { FactBase } from '../../facts/known.ts';
import type { TrackedFlow } from '../../facts/services.ts';
import type { StaleFlow } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, servicesIn } from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';

const fact = 'services.stale-flows';

/** Tracked flows to a Service that lead to an address which is none of its endpoints. */
export const servicesStaleFlows: Derivation = {
  fact,
  derive(facts) {
    const services = new Map(
      servicesIn(facts).flatMap((service) =>
        [service.object.clusterAddress, ...(service.object.externalAddresses ?? [])].map((address) => [
          address,
          service,
        ]),
      ),
    );
    const endpoints = endpointsIn(facts);
    const checked = itemsOf(facts.of('conntrack.flows')).flatMap((flow) => {
      // Items of `conntrack.flows`: sources and `checkEvidence` hold to the fact's schema.
      const { destination, answerer, protocol } = flow.value as TrackedFlow;
      const service = services.get(destination);
      const behind = service === undefined ? [] : endpointsOf(endpoints, service.object);
      const ready = behind.flatMap(({ object }) =>
        object.ready.map((address) => address.replace(/:\d+$/, '')),
      );
      if (service === undefined || behind.length === 0) return [];
      const { namespace, name } = service.object;
      const item: StaleFlow = { namespace, service: name, protocol, answerer };
      const from = [flow, service.observation, ...behind.map(({ observation }) => observation)];
      return [{ item, from, isStale: answerer !== destination && !ready.includes(answerer) }];
    });
    const unreachable = leadingToTheUnreachable(facts);
    if (checked.length + unreachable.length === 0) return [];
    const stale = [...checked.filter(({ isStale }) => isStale), ...unreachable];
    return [
      derivedList(
        { fact },
        stale,
        checked.flatMap(({ from }) => from),
      ),
    ];
  },
};

/** Where the Service is not shown: flows without an answer that were rewritten to an address which does not answer ping either. */
function leadingToTheUnreachable(facts: FactBase): DerivedItem[] {
  const pings = itemsOf(facts.of('ping.results'));
  return itemsOf(facts.of('conntrack.flows')).flatMap((flow) => {
    // Items of `conntrack.flows` and `ping.results`: sources and `checkEvidence` hold to the facts' schemas.
    const { destination, answerer, protocol, unreplied } = flow.value as TrackedFlow;
    const ping = pings.find(({ value }) => (value as PingResult).target === answerer);
    if (!unreplied || destination === answerer || ping === undefined) return [];
    if ((ping.value as PingResult).received > 0) return [];
    const item: StaleFlow = { namespace: null, service: destination, protocol, answerer };
    return [{ item, from: [flow, ping] }];
  });
}
