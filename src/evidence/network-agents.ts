import type { FactBase, Observation } from '../facts/known.ts';
import type { KubernetesPod } from '../facts/kubernetes.ts';
import type { DaemonSet } from '../facts/pod-network.ts';
import { itemsOf } from './derivation.ts';
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

const pluginOf = (podName: string): string | undefined =>
  agentNames.find(([, name]) => name.test(podName))?.[0];

/** The pods of network plugins that listings show. */
export const networkAgents = (facts: FactBase): AgentPod[] =>
  podsIn(facts).flatMap(({ pod, observation }) => {
    const plugin = pluginOf(pod.name);
    return plugin === undefined ? [] : [{ plugin, pod, observation }];
  });

/** Network plugins by what shows each: its pods, or its DaemonSet, whose pods have five letters more. */
export function listedPlugins(facts: FactBase): Map<string, Observation[]> {
  const found = new Map<string, Observation[]>();
  const add = (plugin: string | undefined, observation: Observation): void => {
    if (plugin !== undefined) found.set(plugin, [...(found.get(plugin) ?? []), observation]);
  };
  for (const { plugin, observation } of networkAgents(facts).slice(0, most)) add(plugin, observation);
  for (const observation of itemsOf(facts.of('kubernetes.daemonsets'))) {
    // Items of `kubernetes.daemonsets`: sources and `checkEvidence` hold to the fact's schema.
    const { name, desired } = observation.value as DaemonSet;
    if (desired > 0) add(pluginOf(`${name}-aaaaa`), observation);
  }
  return found;
}

/** As many pods as an answer can show. */
const most = 50;
