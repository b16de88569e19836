import { countOfTunnelAgents, isReady } from '../tunnel-agents.ts';

export const tunnelAgentsReady = countOfTunnelAgents('tunnel.agents-ready', isReady);
