import type { NodeUsage } from '../../facts/kubernetes.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';
import { tunnelAgents } from '../tunnel-agents.ts';

const fact = 'tunnel.agent-node-usage-percent';

/** From here on a node is busy, whatever the others are. */
const busyPercent = 80;

/** The highest CPU or memory use of a node that hosts a tunnel pod. While a host's use is unknown, only a high one counts. */
export const tunnelAgentNodeUsagePercent: Derivation = {
  fact,
  derive(facts) {
    const agents = tunnelAgents(facts).filter(({ pod }) => pod.node !== undefined);
    const usages = new Map(
      itemsOf(facts.of('kubernetes.node-usage')).map((observation) => {
        // An item of `kubernetes.node-usage`: sources and `checkEvidence` hold to the fact's schema.
        const usage = observation.value as NodeUsage;
        return [usage.node, { percent: Math.max(usage.cpuPercent, usage.memoryPercent), observation }];
      }),
    );
    const hosting = agents.map(({ pod, observation }) => ({
      usage: usages.get(pod.node ?? ''),
      agent: observation,
    }));
    const known = hosting.flatMap(({ usage, agent }) => (usage === undefined ? [] : [{ ...usage, agent }]));
    const highest = known.reduce((max, { percent }) => Math.max(max, percent), -1);
    const complete = known.length > 0 && known.length === hosting.length;
    if (!complete && highest < busyPercent) return [];
    return [
      derivedValue(
        fact,
        highest,
        known.flatMap(({ agent, observation }) => [agent, observation]),
      ),
    ];
  },
};
