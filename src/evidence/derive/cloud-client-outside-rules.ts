import type { SecurityRule } from '../../facts/cloud-network.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';
import { attemptOf, ruleOf } from '../item-values.ts';
import { overlap, parseRange } from '../network-range.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'cloud.client-outside-rules';

/**
 * Whether connections timed out at a port that rules open to some ranges alone, none of which holds the client. A client
 * that nobody knows reaches a public address from another one: private ranges do not hold it. An instance that bears
 * Amazon's name reaches private addresses from its own.
 */
export const cloudClientOutsideRules: Derivation = {
  fact,
  derive(facts) {
    const rules = itemsOf(facts.of('cloud.security-rules')).filter((rule) => admits(ruleOf(rule)));
    const attempts = itemsOf(facts.of('connection.attempts')).filter((attempt) => {
      const { outcome, target } = attemptOf(attempt);
      return outcome === 'timed-out' && parseRange(target) !== null && !isPrivate(target);
    });
    const within = itemsOf(facts.of('connection.attempts')).filter((attempt) => {
      const { outcome, target } = attemptOf(attempt);
      return outcome === 'timed-out' && isPrivateIpv4(target) && instanceAddress(attempt.host) !== null;
    });
    for (const attempt of within) {
      const open = rules.filter((rule) => covers(ruleOf(rule), attemptOf(attempt).port));
      const client = instanceAddress(attempt.host);
      if (open.length === 0 || client === null) continue;
      const inside = open.some(
        (rule) => isGroup(ruleOf(rule).remote) || mayHold(ruleOf(rule).remote, [client]),
      );
      if (!inside) return [derivedValue(fact, true, [attempt, ...open.slice(0, 20)])];
    }
    const clients = facts.of('client.public-address').map(({ value }) => String(value));
    for (const attempt of attempts) {
      const open = rules.filter((rule) => covers(ruleOf(rule), attemptOf(attempt).port));
      if (open.length === 0) continue;
      const inside = open.some((rule) => mayHold(ruleOf(rule).remote, clients));
      return [derivedValue(fact, !inside, [attempt, ...open.slice(0, 20)])];
    }
    return [];
  },
};

const admits = ({ cloud, kind, direction, action }: SecurityRule): boolean =>
  direction === 'ingress' && action === 'allow' && kind !== 'acl' && cloud !== 'azure';

const covers = ({ protocol, fromPort, toPort }: SecurityRule, port: number | null): boolean =>
  port !== null && (protocol === 'tcp' || protocol === 'any') && fromPort <= port && port <= toPort;

/** `ip-172-31-10-254`: how Amazon names an instance by its address. */
const instanceAddress = (host: string | null): string | null =>
  /^ip-(\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})(?:\.|$)/.exec(host ?? '')?.[1]?.replaceAll('-', '.') ?? null;

/** What a rule says of a group of machines or a list, one cannot tell who is in it. */
const isGroup = (remote: string): boolean => /^(?:sg|pl)-/.test(remote);

/** Groups and lists hold machines of the cloud. */
function mayHold(remote: string, clients: readonly string[]): boolean {
  if (remote === 'any') return true;
  const range = parseRange(remote);
  if (range === null) return false;
  if (clients.length === 0) return !isPrivate(remote);
  return clients.some((client) => {
    const address = parseRange(client);
    return address === null || overlap(range, address) !== false;
  });
}

const isPrivate = (target: string): boolean => isPrivateIpv4(target) || /^(?:127\.|169\.254\.)/.test(target);
