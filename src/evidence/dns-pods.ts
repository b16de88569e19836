import type { KubernetesPod } from '../facts/kubernetes.ts';
import { type Derivation, derivedValue } from './derivation.ts';
import { podsIn } from './pod-addresses.ts';

/** CoreDNS and kube-dns as distributions name them; their autoscalers answer nothing. */
export const dnsPod = /^(?:(?:rke2-coredns-)?(?:rke2-)?core-?dns|kube-dns|dns-default)-(?!.*autoscaler)/;

/** How many pods of the cluster DNS are such. Unknown when no listing shows one: its namespace may not have been asked for. */
export const countOfDnsPods = (fact: string, isSuch: (pod: KubernetesPod) => boolean): Derivation => ({
  fact,
  derive(facts) {
    const pods = podsIn(facts).filter(({ pod }) => dnsPod.test(pod.name) && pod.status !== 'Completed');
    const missing = facts.of('dns.pods-missing').filter(({ value }) => value === true);
    if (pods.length === 0)
      return missing.flatMap(({ observations }) => [derivedValue(fact, 0, observations)]).slice(0, 1);
    const seen = pods.map(({ observation }) => observation);
    return [derivedValue(fact, pods.filter(({ pod }) => isSuch(pod)).length, seen)];
  },
});
