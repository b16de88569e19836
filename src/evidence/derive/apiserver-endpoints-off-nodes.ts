import type { ConnectionAttempt, UnansweredSyn } from '../../facts/connections.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { KubernetesNode, KubernetesPod } from '../../facts/kubernetes.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { overlap, parseRange } from '../network-range.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'apiserver.endpoints-off-nodes';

interface Located {
  address: string;
  observation: Observation;
}

/** Private addresses at which port 6443 did not answer, in a network that no node's address is in. */
export const apiserverEndpointsOffNodes: Derivation = {
  fact,
  derive(facts) {
    const nodes = nodeAddresses(facts);
    if (new Set(nodes.map(({ address }) => address)).size < 2) return [];
    const from = nodes.map(({ observation }) => observation);
    const items = silentServers(facts)
      .filter(
        ({ address }) => isPrivateIpv4(address) && nodes.every((node) => !areNear(node.address, address)),
      )
      .map(({ address, observation }) => ({ item: address, from: [observation], also: from }));
    const distinct = [...new Map(items.map((found) => [found.item, found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};

function areNear(a: string, b: string): boolean {
  const [one, other] = [parseRange(`${a}/16`), parseRange(`${b}/16`)];
  return one === null || other === null || overlap(one, other) !== false;
}

/** Pods that have their node's address. */
const onHostNetwork =
  /^(?:calico-node|kube-proxy|cilium|kube-flannel|etcd|kube-apiserver|kube-controller-manager|kube-scheduler)-/;

// Items of these facts: sources and `checkEvidence` hold to their schemas.
function nodeAddresses(facts: FactBase): Located[] {
  const nodes = itemsOf(facts.of('kubernetes.nodes')).map((observation) => ({
    address: (observation.value as KubernetesNode).internalAddress,
    observation,
  }));
  const pods = itemsOf(facts.of('kubernetes.pods')).flatMap((observation) => {
    const { name, address } = observation.value as KubernetesPod;
    return onHostNetwork.test(name) ? [{ address, observation }] : [];
  });
  return [...nodes, ...pods].flatMap(({ address, observation }) =>
    address === undefined ? [] : [{ address, observation }],
  );
}

function silentServers(facts: FactBase): Located[] {
  const attempts = itemsOf(facts.of('connection.attempts')).flatMap((observation) => {
    const { target, port, outcome } = observation.value as ConnectionAttempt;
    return port === 6443 && outcome === 'timed-out' ? [{ address: target, observation }] : [];
  });
  const syns = itemsOf(facts.of('capture.unanswered-syns')).flatMap((observation) => {
    const { destination, port } = observation.value as UnansweredSyn;
    return port === 6443 ? [{ address: destination, observation }] : [];
  });
  return [...attempts, ...syns];
}
