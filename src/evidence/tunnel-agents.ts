import type { FactBase, Observation } from '../facts/known.ts';
import type { KubernetesPod } from '../facts/kubernetes.ts';
import { type Derivation, derivedValue } from './derivation.ts';
import { podsIn } from './pod-addresses.ts';

/** konnectivity-agent-autoscaler only counts replicas: it carries no traffic. */
const tunnelPod = /^(?:konnectivity-agent(?!-autoscaler)|tunnelfront|aks-link)/;

/** Pods that carry the traffic between API server and nodes; none when the listings show none, which proves nothing. */
export const tunnelAgents = (facts: FactBase): { pod: KubernetesPod; observation: Observation }[] =>
  podsIn(facts).filter(({ pod }) => tunnelPod.test(pod.name));

export const isReady = ({ status, readyContainers, containers }: KubernetesPod): boolean =>
  status === 'Running' && containers > 0 && readyContainers === containers;

/** How many tunnel pods are such. Unknown when no listing shows a tunnel pod: its namespace may not have been asked for. */
export const countOfTunnelAgents = (fact: string, isSuch: (pod: KubernetesPod) => boolean): Derivation => ({
  fact,
  derive(facts) {
    const agents = tunnelAgents(facts);
    if (agents.length === 0) return [];
    const seen = agents.map(({ observation }) => observation);
    return [derivedValue(fact, agents.filter(({ pod }) => isSuch(pod)).length, seen)];
  },
});
