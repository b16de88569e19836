import { type Derivation, derivedValue } from '../derivation.ts';
import { isReady, tunnelAgents } from '../tunnel-agents.ts';

const fact = 'tunnel.agents-not-ready';

/** How many tunnel pods are not ready. Unknown when no listing shows a tunnel pod: its namespace may not have been asked for. */
export const tunnelAgentsNotReady: Derivation = {
  fact,
  derive(facts) {
    const agents = tunnelAgents(facts);
    if (agents.length === 0) return [];
    const count = agents.filter(({ pod }) => !isReady(pod)).length;
    return [
      derivedValue(
        fact,
        count,
        agents.map(({ observation }) => observation),
      ),
    ];
  },
};
