import type { FactBase, Observation } from '../../facts/known.ts';
import type { ApplicationListener, KubernetesService } from '../../facts/services.ts';
import type { UnheardTarget } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, servicesIn, targetsOf } from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { type KnownAddress, knownAddresses } from '../known-addresses.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'services.unheard-targets';

/**
 * A Service whose target port the application does not listen on, or on loopback alone. Only where one Service is
 * shown with its targets: an application's log does not say which one it is behind.
 */
export const servicesUnheardTargets: Derivation = {
  fact,
  derive(facts) {
    const listeners = itemsOf(facts.of('application.listeners'));
    const endpoints = endpointsIn(facts);
    const services = servicesIn(facts)
      .filter(({ object }) => object.name !== 'kubernetes' && object.name !== 'kube-dns')
      .map((service) => {
        const behind = endpointsOf(endpoints, service.object);
        const shown = targetsOf(service.object, behind);
        // Left out, a target port is the port itself; that it is another is then no finding.
        const assumed = (service.object.ports ?? []).map(({ port }) => ({ port, targetPort: String(port) }));
        return { service, isShown: shown.length > 0, targets: shown.length > 0 ? shown : assumed };
      })
      .filter(({ targets }) => isNumbered(targets));
    const [only] = services;
    const loopbacks = answeredOnLoopbackAlone(facts);
    if (loopbacks.length > 0) return [derivedList({ fact }, loopbacks, [])];
    if (listeners.length === 0 || only === undefined || services.length > 1) return [];
    const { service, targets, isShown } = only;
    const unheard = targets.flatMap(({ port, targetPort }) => {
      const problem = problemOf(Number(targetPort), listeners);
      const counts = problem === 'loopback-only' || (problem !== null && isShown);
      return counts ? [{ port, targetPort, problem }] : [];
    });
    if (unheard.length === 0 && !isShown) return [];
    // One of its ports is heard: the others may belong to another container.
    const isHeard = unheard.length < targets.length;
    const items = (isHeard ? [] : unheard).map((item) => ({
      item: described(service.object, item, listeners),
      from: [service.observation, ...listeners],
    }));
    return [derivedList({ fact }, items, [service.observation, ...listeners])];
  },
};

const isNumbered = (targets: readonly { targetPort: string }[]): boolean =>
  targets.length > 0 && targets.every(({ targetPort }) => /^\d+$/.test(targetPort));

function problemOf(target: number, listeners: readonly Observation[]): UnheardTarget['problem'] | null {
  const there = listeners.filter((listener) => listenerOf(listener).port === target);
  if (there.length === 0) return 'another-port';
  return there.every((listener) => listenerOf(listener).loopback) ? 'loopback-only' : null;
}

const described = (
  { namespace, name }: KubernetesService,
  item: Pick<UnheardTarget, 'port' | 'targetPort' | 'problem'>,
  listeners: readonly Observation[],
): UnheardTarget => ({
  namespace,
  service: name,
  ...item,
  listeners: listeners.map((listener) => listenerOf(listener).port).join(','),
});

// Items of `application.listeners`: sources and `checkEvidence` hold to the fact's schema.
const listenerOf = ({ value }: Observation): ApplicationListener => value as ApplicationListener;

/** The port answers at localhost in a pod, and refuses at an address that is the pod's own, or an endpoint. */
function answeredOnLoopbackAlone(facts: FactBase): DerivedItem[] {
  const attempts = itemsOf(facts.of('connection.attempts'));
  const inside = attempts.filter((one) => attemptOf(one).outcome === 'connected' && isToLoopback(one));
  const refused = attempts.filter((one) => attemptOf(one).outcome === 'refused' && !isToLoopback(one));
  if (inside.length === 0 || refused.length === 0) return [];
  const known = knownAddresses(facts);
  return inside.flatMap((heard): DerivedItem[] => {
    const { port } = attemptOf(heard);
    if (port === null) return [];
    for (const attempt of refused.filter((one) => attemptOf(one).port === port)) {
      const { target } = attemptOf(attempt);
      const owners = known.filter(({ address }) => address === target);
      const own = owners.find((one) => isOwnOf(one, { heard, port }));
      const isHere = askerOf(heard) !== null && askerOf(heard) === askerOf(attempt) && !ofNodes.has(port);
      if (own === undefined && (owners.length > 0 || !isHere || !isPrivateIpv4(target))) continue;
      const { namespace, service } = own ?? { namespace: null, service: askerOf(heard) ?? '' };
      const item: UnheardTarget = {
        ...{ namespace, service, port, targetPort: String(port) },
        ...{ problem: 'loopback-only', listeners: String(port) },
      };
      return [{ item, from: [heard, attempt, ...(own === undefined ? [] : [own.observation])] }];
    }
    return [];
  });
}

const askerOf = (attempt: Observation): string | null => attemptOf(attempt).fromPod ?? attempt.host;

const isToLoopback = (attempt: Observation): boolean =>
  /^(?:localhost|127\.0\.0\.1|::1)$/.test(attemptOf(attempt).target);

/** Ports that control planes and kubelets open on loopback on purpose. */
const ofNodes = new Set([443, 2379, 2380, 2381, 6443, 9099, 10248, 10249, 10250, 10256, 10257, 10259]);

function isOwnOf({ kind, of }: KnownAddress, { heard, port }: { heard: Observation; port: number }): boolean {
  if (kind === 'service') return false;
  if (kind === 'endpoint') return of === String(port) && attemptOf(heard).fromPod !== undefined;
  if (kind === 'pod') return of === attemptOf(heard).fromPod;
  return of !== null && of === askerOf(heard) && !ofNodes.has(port);
}
