import type { PortWithoutRule, SecurityRule } from '../../facts/cloud-network.ts';
import type { Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf, lookupOf, ruleOf } from '../item-values.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'cloud.ports-without-rule';

/**
 * Ports at which connections timed out, and that no ingress rule of the security groups shown allows. Groups deny what
 * they do not allow; Azure's network security groups allow everything within a network and are left out.
 */
export const cloudPortsWithoutRule: Derivation = {
  fact,
  derive(facts) {
    const rules = itemsOf(facts.of('cloud.security-rules'));
    const ingress = rules.filter((rule) => admits(ruleOf(rule)));
    const attempts = itemsOf(facts.of('connection.attempts')).filter((attempt) => isCandidate(attempt));
    const lookups = itemsOf(facts.of('dns.lookups')).filter(isUnanswered);
    if (ingress.length === 0 || attempts.length + lookups.length === 0) return [];
    const closed = new Map<number, { item: PortWithoutRule; from: Observation[] }>();
    let isDoubtful = false;
    for (const attempt of attempts) {
      const { port, target } = attemptOf(attempt);
      const open = ingress.filter((rule) => port !== null && covers(ruleOf(rule), { port, protocol: 'tcp' }));
      isDoubtful ||= open.length > 0 && open.every((rule) => isForAnotherGroup(ruleOf(rule)));
      if (port === null || open.length > 0) continue;
      const cloud = ruleOf(ingress[0] ?? attempt).cloud;
      if (!closed.has(port))
        closed.set(port, { item: { port, target, cloud }, from: [attempt, ...ingress.slice(0, 20)] });
    }
    if (closed.size === 0 && isDoubtful && lookups.length === 0) return [];
    const [lookup] = lookups;
    if (
      lookup !== undefined &&
      !ingress.some((rule) => covers(ruleOf(rule), { port: 53, protocol: 'udp' }))
    ) {
      const { server = 'the cluster DNS' } = lookupOf(lookup);
      const cloud = ruleOf(ingress[0] ?? lookup).cloud;
      closed.set(53, { item: { port: 53, target: server, cloud }, from: [lookup, ...ingress.slice(0, 20)] });
    }
    return [derivedList({ fact }, [...closed.values()], [...attempts, ...lookups, ...ingress])];
  },
};

/** Open to the machines of one other group alone: who tried may be none of them. */
const isForAnotherGroup = ({ remote, group }: SecurityRule): boolean =>
  /^sg-/.test(remote) && remote !== group;

/** GKE's own rules for traffic among pods and nodes: the control plane, which is what times out, is in none of them. */
const amongNodes = /^gke-.{1,60}-(?:all|vms|inkubelet|exkubelet)$|^default-allow-internal$/;

const admits = ({ direction, action, cloud, kind, name = '' }: SecurityRule): boolean =>
  direction === 'ingress' &&
  action === 'allow' &&
  cloud !== 'azure' &&
  kind !== 'acl' &&
  !amongNodes.test(name);

/** Only connections into the network of the groups, to private addresses: a Service's port is not its pods'. */
function isCandidate(observation: Observation): boolean {
  const { outcome, port, target } = attemptOf(observation);
  return outcome === 'timed-out' && port !== null && isPrivate(target);
}

const isPrivate = (target: string): boolean =>
  isPrivateIpv4(target) || /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(target);

const covers = (
  { protocol, fromPort, toPort }: SecurityRule,
  wanted: { port: number; protocol: string },
): boolean =>
  (protocol === wanted.protocol || protocol === 'any') && fromPort <= wanted.port && wanted.port <= toPort;

/** The DNS of the cluster, which pods on other nodes serve, did not answer. */
const isUnanswered = (observation: Observation): boolean => {
  const { outcome, by } = lookupOf(observation);
  return outcome === 'timed-out' && (by === 'cluster-dns' || by === 'unknown');
};
