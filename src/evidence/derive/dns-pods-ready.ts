import { countOfDnsPods } from '../dns-pods.ts';
import { isReady } from '../tunnel-agents.ts';

export const dnsPodsReady = countOfDnsPods('dns.pods-ready', isReady);
