import { countOfTunnelAgents, isReady } from '../tunnel-agents.ts';

export const tunnelAgentsNotReady = countOfTunnelAgents('tunnel.agents-not-ready', (pod) => !isReady(pod));
