import type { TrackedFlow } from '../../facts/services.ts';
import type { StaleFlow } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { flowsAstray } from '../flows-astray.ts';

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
      const { destination, answerer, protocol, unreplied } = flow.value as TrackedFlow;
      const service = services.get(destination);
      const behind = service === undefined ? [] : endpointsOf(endpoints, service.object);
      const ready = behind.flatMap(({ object }) =>
        object.ready.map((address) => address.replace(/:\d+$/, '')),
      );
      if (service === undefined || (behind.length === 0 && answerer !== destination)) return [];
      const { namespace, name } = service.object;
      const item: StaleFlow = { namespace, service: name, protocol, answerer, byPods: false };
      const from = [flow, service.observation, ...behind.map(({ observation }) => observation)];
      // Sent before the proxy had its rules: what follows goes the same wrong way.
      const isUnchanged =
        (behind.length === 0 || ready.length > 0) &&
        protocol === 'udp' &&
        answerer === destination &&
        unreplied;
      return [
        { item, from, isStale: isUnchanged || (answerer !== destination && !ready.includes(answerer)) },
      ];
    });
    const unreachable = flowsAstray(facts);
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
