import type { PingResult } from '../../facts/connections.ts';
import type { FactBase } from '../../facts/known.ts';
import type { TrackedFlow } from '../../facts/services.ts';
import type { StaleFlow } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, servicesIn } from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { podsIn } from '../pod-addresses.ts';

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
    const unreachable = [...leadingToTheUnreachable(facts), ...leadingToTheFormer(facts)];
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
    const item: StaleFlow = { namespace: null, service: destination, protocol, answerer, byPods: false };
    return [{ item, from: [flow, ping] }];
  });
}

/**
 * At a host port or node port: UDP flows without an answer to an address that no pod has, beside others to the same
 * port that a pod answers.
 */
function leadingToTheFormer(facts: FactBase): DerivedItem[] {
  const pods = new Map(podsIn(facts).map(({ pod, observation }) => [pod.address, observation]));
  // Items of `conntrack.flows`: sources and `checkEvidence` hold to the fact's schema.
  const flows = itemsOf(facts.of('conntrack.flows')).map((seen) => ({
    seen,
    flow: seen.value as TrackedFlow,
  }));
  return flows.flatMap(({ seen, flow: { destination, answerer, protocol, port, unreplied } }) => {
    if (protocol !== 'udp' || !unreplied || destination === answerer || pods.has(answerer)) return [];
    const current = flows.find(
      ({ flow }) =>
        flow.port === port && flow.protocol === protocol && !flow.unreplied && pods.has(flow.answerer),
    );
    const pod = pods.get(current?.flow.answerer);
    const item: StaleFlow = { namespace: null, service: destination, protocol, answerer, byPods: false };
    if (current !== undefined && pod !== undefined) return [{ item, from: [seen, current.seen, pod] }];
    const neighbour = [...pods].find(
      ([address]) => address !== undefined && isBeside(address, answerer),
    )?.[1];
    return neighbour === undefined ? [] : [{ item: { ...item, byPods: true }, from: [seen, neighbour] }];
  });
}

/** Two addresses of one node's pods, as far as they tell. */
const isBeside = (a: string, b: string): boolean =>
  a !== b && a.includes('.') && a.slice(0, a.lastIndexOf('.')) === b.slice(0, b.lastIndexOf('.'));
