import type { FactBase } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import type { RefusedAttempt } from '../../facts/netfilter.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { isOpen, type RefusingFirewall, refusingFirewalls } from '../firewall-openings.ts';
import { currentInterfaces, ownedAddresses } from '../interfaces.ts';
import { attemptOf } from '../item-values.ts';

const fact = 'firewall.refused-attempts';

const failed: ReadonlySet<string> = new Set(['timed-out', 'no-route', 'refused']);

/** Ports that only nodes listen on, so that an address which nothing else names is a node's. */
const ofNodes = (port: number): boolean =>
  [2379, 2380, 6443, 9345, 10_250, 10_257, 10_259].includes(port) || (port >= 30_000 && port <= 32_767);

/**
 * Failed attempts to connect to a port that the target's own firewall lets nobody in to. That there is none is never
 * known: other attempts may have been made.
 */
export const firewallRefusedAttempts: Derivation = {
  fact,
  derive(facts) {
    const firewalls = refusingFirewalls(facts);
    if (firewalls.length === 0) return [];
    const owners = ownersOf(facts);
    const items = itemsOf(facts.of('connection.attempts')).flatMap((observation): DerivedItem[] => {
      const { target, port, outcome } = attemptOf(observation);
      if (port === null || !failed.has(outcome)) return [];
      const firewall = firewallOf(firewalls, owners.get(target), observation.host, port);
      if (firewall === undefined || isOpen(firewall, 'tcp', port)) return [];
      const item: RefusedAttempt = { target, port, outcome, host: firewall.host };
      return [{ item, from: [observation], also: firewall.from }];
    });
    const distinct = [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};

/** The firewall of the machine that owns the address; of an address that nobody is known to own, the only other machine's. */
function firewallOf(
  firewalls: readonly RefusingFirewall[],
  owner: string | null | undefined,
  asker: string | null,
  port: number,
): RefusingFirewall | undefined {
  if (owner !== undefined) return firewalls.find(({ host }) => host === owner);
  const [only] = firewalls;
  return firewalls.length === 1 && ofNodes(port) && (asker === null || only?.host !== asker)
    ? only
    : undefined;
}

function ownersOf(facts: FactBase): Map<string, string | null> {
  const owners = new Map(
    ownedAddresses(currentInterfaces(facts)).map(({ address, host }) => [address, host]),
  );
  for (const { value } of itemsOf(facts.of('kubernetes.nodes'))) {
    const { name, internalAddress } = value as KubernetesNode;
    if (internalAddress !== undefined && !owners.has(internalAddress)) owners.set(internalAddress, name);
  }
  return owners;
}
