import type { NetworkAgent } from '../../facts/pod-network-relations.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { networkAgents } from '../network-agents.ts';
import { isReady } from '../tunnel-agents.ts';

const fact = 'cni.agents-not-ready';

/** A pod that its DaemonSet replaces is on its way out: that says nothing about the plugin. */
const isPassing = (status: string): boolean => status === 'Terminating' || status === 'Evicted';

/** Unknown when no listing shows a pod of a network plugin. */
export const cniAgentsNotReady: Derivation = {
  fact,
  derive(facts) {
    const agents = networkAgents(facts).filter(({ pod }) => !isPassing(pod.status));
    if (agents.length === 0) return [];
    const items = agents.flatMap(({ plugin, pod, observation }) => {
      if (isReady(pod)) return [];
      const { name, node, status, restarts } = pod;
      const item: NetworkAgent = {
        plugin,
        pod: name,
        ...(node === undefined ? {} : { node }),
        status,
        restarts,
      };
      return [{ item, from: [observation] }];
    });
    return [
      derivedList(
        { fact },
        items,
        agents.map(({ observation }) => observation),
      ),
    ];
  },
};
