import type { Opening, Treatment } from '../../facts/netfilter.ts';
import { wordTable } from '../../lib/word-table.ts';
import type { FilterRule } from './filter-rule.ts';

/** Chains in which network plugins accept the packets of pods. */
const ofPlugin =
  /^(?:cali-FORWARD|FLANNEL-FWD|CNI-FORWARD|CILIUM_FORWARD|WEAVE-|KUBE-ROUTER-|ANTREA-FORWARD)/;

/** Interfaces of pods, and of the tunnels that lead to them. */
const ofPods =
  /^(?:cni|cbr|cali|flannel|weave|lxc|cilium|kube-bridge|veth|tunl|vxlan|eni|azv|antrea|genev|wg|tailscale)/;

const refusals = wordTable<Treatment>({ DROP: 'dropped', REJECT: 'rejected' });

/** Whether nothing at all narrows the rule; `null` when the listing leaves out what could. */
function takesAll(rule: FilterRule): boolean | null {
  const { protocol, source, destination, input, output, isNarrowed, ports } = rule;
  if (isNarrowed || ports.length > 0) return false;
  if ([protocol, source, destination, input, output].some((match) => match !== null)) return false;
  return rule.showsInterfaces ? true : null;
}

/** Whether a rule of FORWARD lets new connections of pods through; `null` when that cannot be told. */
function acceptsPods(rule: FilterRule): boolean | null {
  if (ofPlugin.test(rule.target)) return true;
  if (rule.target !== 'ACCEPT' || !rule.takesNew || rule.isNarrowed || rule.protocol !== null) return false;
  const interfaces = [rule.input, rule.output].filter((name) => name !== null);
  if (interfaces.length > 0) return interfaces.some((name) => ofPods.test(name));
  const range = rule.source ?? rule.destination;
  return range === null ? takesAll(rule) : /\/(?:[89]|1\d|2[0-4])$/.test(range);
}

/**
 * What becomes of packets between pods and other machines in a whole FORWARD chain: the first rule that takes all of
 * them, or the policy. `null` when a rule that could let them through is shown without its interfaces.
 */
export function podForwarding(rules: readonly FilterRule[], policy: 'accept' | 'drop'): Treatment | null {
  let isUnclear = false;
  // Docker accepts what its bridge sends, in two rules behind DOCKER: without -v they look as if they took everything.
  let ofDocker = 0;
  for (const rule of rules) {
    const accepts = acceptsPods(rule);
    if (rule.target === 'DOCKER') ofDocker += 2;
    if (accepts === true) return 'accepted';
    if (accepts === null && ofDocker-- <= 0) isUnclear = true;
    const refusal = refusals[rule.target];
    if (refusal !== undefined && takesAll(rule) !== false) return isUnclear ? null : refusal;
  }
  if (policy === 'accept') return 'accepted';
  return isUnclear ? null : 'dropped';
}

/** What INPUT does with new packets that no rule lets in; `null` when the listing leaves out what could let all in. */
export function incomingTreatment(rules: readonly FilterRule[], policy: 'accept' | 'drop'): Treatment | null {
  let isUnclear = false;
  for (const rule of rules) {
    const all = takesAll(rule);
    if (all === false) continue;
    if (rule.target === 'ACCEPT' && rule.takesNew) {
      if (all) return 'accepted';
      isUnclear = true;
    }
    const refusal = refusals[rule.target];
    if (refusal !== undefined) return refusal;
  }
  if (policy === 'accept') return 'accepted';
  return isUnclear ? null : 'dropped';
}

/** What a rule of INPUT, or of a chain that it leads to, lets in. */
export function openingsOf(rule: FilterRule): Opening[] {
  if (rule.target !== 'ACCEPT' || !rule.takesNew || rule.input === 'lo' || takesAll(rule) !== false)
    return [];
  const { source, protocol } = rule;
  const common = { source, ...(rule.input === null ? {} : { interface: rule.input }) };
  if (protocol !== null && protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'any') return [];
  if (rule.ports.length === 0)
    return rule.isNarrowed || (source === null && rule.input === null)
      ? []
      : [{ ...common, protocol: protocol ?? 'any', fromPort: 0, toPort: 65_535 }];
  return rule.ports.map(([fromPort, toPort]) => ({
    ...common,
    protocol: protocol ?? 'any',
    fromPort,
    toPort,
  }));
}
