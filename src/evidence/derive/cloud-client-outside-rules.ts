import type { SecurityRule } from '../../facts/cloud-network.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';
import { attemptOf, ruleOf } from '../item-values.ts';
import { overlap, parseRange } from '../network-range.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'cloud.client-outside-rules';

/**
 * Whether connections to a public address timed out at a port that rules open to some ranges alone, none of which holds
 * the client. A client that nobody knows reaches a public address from another one: private ranges do not hold it.
 */
export const cloudClientOutsideRules: Derivation = {
  fact,
  derive(facts) {
    const rules = itemsOf(facts.of('cloud.security-rules')).filter((rule) => admits(ruleOf(rule)));
    const attempts = itemsOf(facts.of('connection.attempts')).filter((attempt) => {
      const { outcome, target } = attemptOf(attempt);
      return outcome === 'timed-out' && parseRange(target) !== null && !isPrivate(target);
    });
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
