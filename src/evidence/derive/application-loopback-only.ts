import type { LoopbackOnly } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isRepeated, ownedAddresses } from '../interfaces.ts';
import { attemptOf } from '../item-values.ts';
import { isIpv4 } from '../text/addresses.ts';

const fact = 'application.loopback-only';

/** Programs of a node; to reach them from outside is another matter. */
const ofNodes: ReadonlySet<number> = new Set([
  2379, 2380, 6443, 8080, 9345, 10_248, 10_250, 10_257, 10_259, 16_443,
]);

const isLoopbackTarget = (target: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(target);

/**
 * Ports that answered at localhost and refused at another address of the same named machine or pod: the application
 * listens on loopback alone. That there is none is never known.
 */
export const applicationLoopbackOnly: Derivation = {
  fact,
  derive(facts) {
    const owned = [
      ...ownedAddresses(currentInterfaces(facts)).filter(({ interface: name }) => !isRepeated(name)),
      // Items of `host.addresses`: sources and `checkEvidence` hold to the fact's schema.
      ...itemsOf(facts.of('host.addresses')).map(({ host, value }) => ({ host, address: value as string })),
    ];
    const attempts = itemsOf(facts.of('connection.attempts'));
    const heard = attempts.filter((one) => {
      const { target, port, outcome } = attemptOf(one);
      return isLoopbackTarget(target) && outcome === 'connected' && port !== null && !ofNodes.has(port);
    });
    const places = new Set(owned.map(({ address, host }) => `${host}\n${address}`));
    const heardAt = groupBy(heard, (one) => `${one.host}\n${attemptOf(one).port}`);
    const items = attempts.flatMap((one): DerivedItem[] => {
      const { target, port, outcome } = attemptOf(one);
      if (outcome !== 'refused' || port === null || !isIpv4(target) || isLoopbackTarget(target)) return [];
      const [local] = heardAt.get(`${one.host}\n${port}`) ?? [];
      const own = places.has(`${one.host}\n${target}`);
      if (local === undefined || !own) return [];
      const item: LoopbackOnly = { address: target, port };
      return [{ item, from: [local, one] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
