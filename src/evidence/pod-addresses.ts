import type { FactBase, Observation } from '../facts/known.ts';
import type { KubernetesNode, KubernetesPod } from '../facts/kubernetes.ts';
import { groupBy } from '../lib/group-by.ts';
import { itemsOf } from './derivation.ts';
import { currentInterfaces, interfaceOf, isOfPlugin, ownedAddresses } from './interfaces.ts';
import { isAddress } from './text/addresses.ts';

export interface AddressedPod {
  pod: KubernetesPod;
  address: string;
  observation: Observation;
}

/** Components that run in their node's network namespace wherever they run. */
const inHostNetwork =
  /^(?:kube-proxy|kube-apiserver|kube-scheduler|kube-controller-manager|etcd|kube-vip|kube-flannel|canal|calico-node|calico-typha|cilium-(?!test)|weave-net|kube-router|aws-node|azure-cns|azure-ip-masq|kindnet|antrea-agent|ovnkube|node-exporter|.*node-exporter|csi-|.*-csi-node|ebs-csi-node|cloud-node-manager|speaker|metallb-speaker|cloud-controller-manager|svclb)/;

/** Pods of plugins that give pods addresses of the hosts' own network. */
const flatPlugins = /^(?:aws-node-|azure-cns-)/;

/** Items of `kubernetes.pods`: sources and `checkEvidence` hold to the fact's schema. */
export const podsIn = (facts: FactBase): { pod: KubernetesPod; observation: Observation }[] =>
  itemsOf(facts.of('kubernetes.pods')).map((observation) => ({
    pod: observation.value as KubernetesPod,
    observation,
  }));

/** Items of `kubernetes.nodes`, likewise. */
export const nodesIn = (facts: FactBase): { node: KubernetesNode; observation: Observation }[] =>
  itemsOf(facts.of('kubernetes.nodes')).map((observation) => ({
    node: observation.value as KubernetesNode,
    observation,
  }));

/** Addresses of nodes, with the observation that shows each. */
export function nodeAddresses(facts: FactBase): Map<string, Observation> {
  const found = new Map<string, Observation>();
  const add = (address: string | undefined, observation: Observation): void => {
    if (address !== undefined && isAddress(address) && !found.has(address)) found.set(address, observation);
  };
  for (const { node, observation } of nodesIn(facts)) {
    add(node.internalAddress, observation);
    add(node.name, observation);
  }
  const pods = podsIn(facts);
  // A finished pod's address is given to others.
  const users = groupBy(
    pods.filter(({ pod }) => pod.status === 'Running'),
    ({ pod }) => pod.address ?? '',
  );
  for (const { pod, observation } of pods) {
    add(pod.node, observation);
    const shared = (users.get(pod.address ?? '') ?? []).length > 1;
    const isStatic = pod.namespace === 'kube-system' && pod.name.endsWith(`-${pod.node ?? ''}`);
    if (shared || isStatic || inHostNetwork.test(pod.name)) add(pod.address, observation);
  }
  return found;
}

/** Pods with an address of their own: those in the host's network have their node's. */
export function addressedPods(facts: FactBase, ofNodes: ReadonlyMap<string, Observation>): AddressedPod[] {
  const ofHosts = new Set(
    ownedAddresses(currentInterfaces(facts))
      .filter(({ interface: name }) => !isOfPlugin(name))
      .map(({ address }) => address),
  );
  return podsIn(facts).flatMap(({ pod, observation }) => {
    const { address } = pod;
    if (address === undefined || !isAddress(address) || ofNodes.has(address)) return [];
    // An interface may have the address that a pod was given: that is a conflict, unless the pod runs in the host's network.
    return ofHosts.has(address) && pod.node !== undefined && inHostNetwork.test(pod.name)
      ? []
      : [{ pod, address, observation }];
  });
}

/** Whether pods are given addresses of the hosts' network by design, as the VPC and VNet plugins do. */
export function isFlatNetwork(facts: FactBase): boolean {
  if (facts.of('aks.network-plugin').some(({ value }) => value === 'azure')) return true;
  if (podsIn(facts).some(({ pod }) => flatPlugins.test(pod.name))) return true;
  return currentInterfaces(facts).some((observation) =>
    /^(?:eni[0-9a-f]{8,}|azv[0-9a-f]{6,})/.test(interfaceOf(observation).name),
  );
}
