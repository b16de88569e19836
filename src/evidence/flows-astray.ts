import type { PingResult } from '../facts/connections.ts';
import type { FactBase } from '../facts/known.ts';
import type { TrackedFlow } from '../facts/services.ts';
import type { StaleFlow } from '../facts/services-relations.ts';
import { endpointsIn, listedEndpointsIn, servicesIn } from './cluster-objects.ts';
import { type DerivedItem, itemsOf } from './derivation.ts';
import { podsIn } from './pod-addresses.ts';

/** Tracked flows that lead to an address which is gone, as far as other things than their Service tell. */
export const flowsAstray = (facts: FactBase): DerivedItem[] => [
  ...leadingToTheUnreachable(facts),
  ...leadingToTheFormer(facts),
  ...leadingPastTheOnly(facts),
];

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

/** Where the Service is not shown: flows to a port of the only endpoints that are, and to another address. */
function leadingPastTheOnly(facts: FactBase): DerivedItem[] {
  const shown = [
    ...endpointsIn(facts).filter(({ object }) => object.ready.length > 0),
    ...listedEndpointsIn(facts),
  ];
  const names = new Set(shown.map(({ object }) => object.service));
  const addresses = shown.flatMap(({ object }) =>
    'ready' in object ? object.ready : object.addresses.map((address) => `${address}:${object.port ?? ''}`),
  );
  if (names.size !== 1 || servicesIn(facts).length > 0) return [];
  return itemsOf(facts.of('conntrack.flows')).flatMap((flow) => {
    // Items of `conntrack.flows`: sources and `checkEvidence` hold to the fact's schema.
    const { destination, answerer, protocol, port, unreplied } = flow.value as TrackedFlow;
    const isOfPort = addresses.some((address) => address.endsWith(`:${port}`));
    if (protocol !== 'udp' || !unreplied || destination === answerer || !isOfPort) return [];
    if (addresses.some((address) => address.startsWith(`${answerer}:`))) return [];
    const [service = ''] = names;
    const item: StaleFlow = { namespace: null, service, protocol, answerer, byPods: false };
    return [{ item, from: [flow, ...shown.map(({ observation }) => observation)] }];
  });
}

/** Two addresses of one node's pods, as far as they tell. */
const isBeside = (a: string, b: string): boolean =>
  a !== b && a.includes('.') && a.slice(0, a.lastIndexOf('.')) === b.slice(0, b.lastIndexOf('.'));
