import type { FactBase, Observation } from '../facts/known.ts';
import type { KubernetesPod } from '../facts/kubernetes.ts';
import { podsIn } from './pod-addresses.ts';

/** The DaemonSets that the plugins' own manifests install on every node, by plugin. */
const agentNames: readonly (readonly [plugin: string, name: RegExp])[] = [
  ['canal', /^(?:rke2-)?canal-[a-z0-9]{5}$/],
  ['calico', /^calico-node-/],
  ['flannel', /^kube-flannel-/],
  ['cilium', /^cilium-(?:agent-)?[a-z0-9]{5}$/],
  ['weave', /^weave-net-/],
  ['aws', /^aws-node-/],
  ['azure', /^azure-cns-/],
  ['antrea', /^antrea-agent-/],
  ['kube-router', /^kube-router-/],
  ['kube-ovn', /^(?:kube-ovn-cni|ovs-ovn)-/],
  ['ovn-kubernetes', /^ovnkube-(?:node|master)-/],
  ['openshift-sdn', /^sdn-[a-z0-9]{5}$/],
  ['kindnet', /^kindnet-/],
  ['romana', /^romana-agent-/],
];

export interface AgentPod {
  plugin: string;
  pod: KubernetesPod;
  observation: Observation;
}

/** The pods of network plugins that listings show. */
export const networkAgents = (facts: FactBase): AgentPod[] =>
  podsIn(facts).flatMap(({ pod, observation }) => {
    const plugin = agentNames.find(([, name]) => name.test(pod.name))?.[0];
    return plugin === undefined ? [] : [{ plugin, pod, observation }];
  });
