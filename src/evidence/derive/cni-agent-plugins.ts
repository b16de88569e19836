import { type Derivation, derivedList } from '../derivation.ts';
import { listedPlugins } from '../network-agents.ts';
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
    const plugins = listedPlugins(facts);
    if (plugins.size > 0)
      return [
        derivedList(
          { fact },
          [...plugins].map(([item, from]) => ({ item, from })),
          [],
        ),
      ];
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
