import { countOfDnsPods } from '../dns-pods.ts';
import { isReady } from '../tunnel-agents.ts';

export const dnsPodsNotReady = countOfDnsPods('dns.pods-not-ready', (pod) => !isReady(pod));
