import { type Derivation, derivedValue } from '../derivation.ts';
import { dnsPod } from '../dns-pods.ts';
import { podsIn } from '../pod-addresses.ts';
import { isReady } from '../tunnel-agents.ts';

const fact = 'dns.pods-fail-alone';

/** So many other pods have to be listed before one can say that they are well. */
const fewest = 2;

const isWell = (status: string): boolean => status === 'Completed' || status === 'Succeeded';

/** Unknown when all DNS pods are ready, or the listing shows hardly any other pod. */
export const dnsPodsFailAlone: Derivation = {
  fact,
  derive(facts) {
    const pods = podsIn(facts);
    const failing = pods.filter(({ pod }) => dnsPod.test(pod.name) && !isReady(pod));
    const others = pods.filter(({ pod }) => !dnsPod.test(pod.name));
    if (failing.length === 0 || others.length < fewest) return [];
    const alone = others.every(({ pod }) => isReady(pod) || isWell(pod.status));
    return [
      derivedValue(
        fact,
        alone,
        pods.map(({ observation }) => observation),
      ),
    ];
  },
};
