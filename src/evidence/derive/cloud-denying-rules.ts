import type { SecurityRule } from '../../facts/cloud-network.ts';
import type { Observation } from '../../facts/known.ts';
import { wordTable } from '../../lib/word-table.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { ruleOf } from '../item-values.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'cloud.denying-rules';

/** Highest number of a rule that people may make: clouds end their lists with denials of their own. */
const ownRules = wordTable<number>({ azure: 4096, aws: 32766, gcp: 65534, openstack: 0 });

/**
 * Rules of somebody's own that deny TCP, or everything, from or to everywhere or the whole network, unless a rule that is
 * asked earlier allows the same. A denial of a few ports that no cluster needs is left out.
 */
export const cloudDenyingRules: Derivation = {
  fact,
  derive(facts) {
    const rules = itemsOf(facts.of('cloud.security-rules'));
    const ordered = rules.filter((rule) => ruleOf(rule).kind !== 'group');
    if (ordered.length === 0) return [];
    const denials = ordered.filter((rule) => isDenial(ruleOf(rule)) && !isOverruled(ruleOf(rule), ordered));
    return [
      derivedList(
        { fact },
        denials.map((rule) => ({ item: ruleOf(rule), from: [rule] })),
        ordered,
      ),
    ];
  },
};

/** Kubelet, API server, DNS, NodePorts, the ports that webhooks listen on, and overlays. */
const neededPorts = [53, 443, 4443, 4789, 6443, 8443, 8472, 9443, 10250, 31000, 32000, 50000];

function isDenial({
  action,
  priority = 0,
  cloud,
  fromPort,
  toPort,
  protocol,
  remote,
}: SecurityRule): boolean {
  if (action !== 'deny' || priority > (ownRules[cloud] ?? 0) || protocol === 'icmp') return false;
  const isWide = [
    'any',
    '0.0.0.0/0',
    'Internet',
    'VirtualNetwork',
    'AzureCloud',
    'AzureLoadBalancer',
  ].includes(remote);
  const isPrivate = isPrivateIpv4(remote);
  return (isWide || isPrivate) && neededPorts.some((port) => fromPort <= port && port <= toPort);
}

/** An earlier rule of the same group that allows what this one denies, all of its ports. */
const isOverruled = (denial: SecurityRule, rules: readonly Observation[]): boolean =>
  rules.some((observation) => {
    const rule = ruleOf(observation);
    return (
      rule.action === 'allow' &&
      rule.group === denial.group &&
      rule.direction === denial.direction &&
      (rule.priority ?? 0) < (denial.priority ?? 0) &&
      rule.fromPort <= denial.fromPort &&
      rule.toPort >= denial.toPort &&
      (rule.protocol === 'any' || rule.protocol === denial.protocol) &&
      ['any', '0.0.0.0/0', denial.remote, ...(isInwards(denial) ? ['VirtualNetwork'] : [])].includes(
        rule.remote,
      )
    );
  });

/** Who closes a network to the world has allowed the network itself before. */
const isInwards = ({ direction, remote }: SecurityRule): boolean =>
  direction === 'ingress' && (remote === 'any' || remote === '0.0.0.0/0');
