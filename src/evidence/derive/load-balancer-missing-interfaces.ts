import type { ApiFrontAddress } from '../../facts/control-plane-address.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, interfaceOf, isLoopback } from '../interfaces.ts';

const fact = 'load-balancer.missing-interfaces';

/** Interfaces on which a virtual address belongs, and that no machine has whose interfaces were printed. */
export const loadBalancerMissingInterfaces: Derivation = {
  fact,
  derive(facts) {
    const owned = currentInterfaces(facts).filter((one) => !isLoopback(interfaceOf(one).name));
    const names = new Set(owned.map((one) => interfaceOf(one).name.replace(/@.*$/, '')));
    if (names.size === 0) return [];
    const items = itemsOf(facts.of('load-balancer.addresses')).flatMap((front): DerivedItem[] => {
      // An item of `load-balancer.addresses`: sources and `checkEvidence` hold to the fact's schema.
      const { interface: name } = front.value as ApiFrontAddress;
      return name === undefined || names.has(name) ? [] : [{ item: name, from: [front], also: owned }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
