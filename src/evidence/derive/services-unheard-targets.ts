import type { FactBase, Observation } from '../../facts/known.ts';
import type { ApplicationListener, KubernetesService } from '../../facts/services.ts';
import type { UnheardTarget } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, servicesIn, targetsOf } from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';

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

/** In a pod the port answers at localhost, and at the pod's own address, an endpoint, it refuses. */
function answeredOnLoopbackAlone(facts: FactBase): DerivedItem[] {
  const attempts = itemsOf(facts.of('connection.attempts'));
  const isLoopback = (target: string): boolean => /^(?:localhost|127\.0\.0\.1|::1)$/.test(target);
  return attempts.flatMap((inside) => {
    const { target, port, outcome, fromPod } = attemptOf(inside);
    if (!isLoopback(target) || outcome !== 'connected' || fromPod === undefined || port === null) return [];
    const behind = endpointsIn(facts).find(({ object }) =>
      object.ready.some((address) => address.endsWith(`:${port}`) && isRefused(attempts, address)),
    );
    if (behind === undefined) return [];
    const { namespace, service } = behind.object;
    const item: UnheardTarget = {
      ...{ namespace, service, port, targetPort: String(port) },
      ...{ problem: 'loopback-only', listeners: String(port) },
    };
    return [{ item, from: [inside, behind.observation] }];
  });
}

const isRefused = (attempts: readonly Observation[], address: string): boolean =>
  attempts.some((attempt) => {
    const { target, port, outcome } = attemptOf(attempt);
    return `${target}:${port}` === address && outcome === 'refused';
  });
