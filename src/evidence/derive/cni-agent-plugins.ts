import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { networkAgents } from '../network-agents.ts';
import { podsIn } from '../pod-addresses.ts';

const fact = 'cni.agent-plugins';

/** Where these run, a plugin would be listed beside them, unless its manifest has a namespace of its own. */
const besideAgents = /^kube-proxy-/;

/** Namespaces of their own, which a listing of kube-system leaves out. */
const ownNamespaces = /^(?:kube-flannel|calico-system|cilium|tigera-operator)$/;

/** Plugins whose pods are listed. None when kube-proxy is listed and no plugin, though one may have a namespace of its own. */
export const cniAgentPlugins: Derivation = {
  fact,
  derive(facts) {
    const agents = networkAgents(facts);
    if (agents.length > 0) {
      const byPlugin = groupBy(agents, ({ plugin }) => plugin);
      const items = [...byPlugin].map(([item, ofPlugin]) => ({
        item,
        from: ofPlugin.map(({ observation }) => observation),
      }));
      return [derivedList({ fact }, items, [])];
    }
    const pods = podsIn(facts);
    const proxies = pods.filter(({ pod }) => besideAgents.test(pod.name));
    const hidden = pods.some(({ pod }) => ownNamespaces.test(pod.namespace ?? ''));
    if (proxies.length === 0 || hidden) return [];
    return [
      derivedList(
        { fact },
        [],
        proxies.map(({ observation }) => observation),
      ),
    ];
  },
};
