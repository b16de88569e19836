import type { PortWithoutRule, SecurityRule } from '../../facts/cloud-network.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { ServiceEndpoints } from '../../facts/services.ts';
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
    const attempts = itemsOf(facts.of('connection.attempts')).flatMap((attempt) => triedPods(attempt, facts));
    const lookups = itemsOf(facts.of('dns.lookups')).filter(isUnanswered);
    if (ingress.length === 0 || attempts.length + lookups.length === 0) return [];
    const closed = new Map<number, { item: PortWithoutRule; from: Observation[] }>();
    let isDoubtful = false;
    for (const { from, target, port } of attempts) {
      const open = ingress.filter((rule) => covers(ruleOf(rule), { port, protocol: 'tcp' }));
      isDoubtful ||= open.length > 0 && open.every((rule) => isForAnotherGroup(ruleOf(rule)));
      const [rule] = ingress;
      if (open.length > 0 || rule === undefined || closed.has(port)) continue;
      const { cloud } = ruleOf(rule);
      closed.set(port, { item: { port, target, cloud }, from: [...from, ...ingress.slice(0, 20)] });
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
    return [
      derivedList(
        { fact },
        [...closed.values()],
        [...attempts.flatMap(({ from }) => from), ...lookups, ...ingress],
      ),
    ];
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

interface Tried {
  target: string;
  port: number;
  from: Observation[];
}

/** Only connections into the network of the groups: to private addresses, or to a Service, whose pods have ports of their own. */
function triedPods(observation: Observation, facts: FactBase): Tried[] {
  const { outcome, port, target } = attemptOf(observation);
  if (outcome !== 'timed-out') return [];
  // A node port is one of the nodes' own, whatever address they are reached at.
  const isOfNode = port !== null && port >= 30000 && port <= 32767;
  if (port !== null && (isPrivate(target) || isOfNode)) return [{ target, port, from: [observation] }];
  const [, service, namespace] = /^([a-z0-9-]{1,63})\.([a-z0-9-]{1,63})\.svc(?:$|\.)/.exec(target) ?? [];
  if (service === undefined) return [];
  return itemsOf(facts.of('kubernetes.endpoints')).flatMap((behind) => {
    // Items of this fact: sources and `checkEvidence` hold to its schema.
    const endpoints = behind.value as ServiceEndpoints;
    if (endpoints.service !== service || (endpoints.namespace ?? namespace) !== namespace) return [];
    return endpoints.ready.flatMap((address) => {
      const [, host = '', number = ''] = /^([0-9.]{7,15}):(\d{1,5})$/.exec(address) ?? [];
      return isPrivate(host) ? [{ target: host, port: Number(number), from: [observation, behind] }] : [];
    });
  });
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
