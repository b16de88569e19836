import type { FactBase, KnownFact, Observation } from '../../facts/known.ts';
import type { LinkMtu } from '../../facts/pod-network.ts';
import type { DifferingMtu } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'mtu.differs-between-nodes';

/** Interfaces that every node has under one name. */
const common = /^(?:eth\d|en[ops]\w+|bond\d|flannel\.\d+|vxlan\.calico|tunl0|wireguard\.cali|flannel-wg)$/;

/** Unknown until two machines that are named show an interface of one name. */
export const mtuDiffersBetweenNodes: Derivation = {
  fact,
  derive(facts) {
    const links = itemsOf(facts.of('network.mtus')).filter(
      (observation) => observation.host !== null && common.test(linkOf(observation).name),
    );
    const shared = [...groupBy(links, (link) => linkOf(link).name)].filter(
      ([, ofName]) => new Set(ofName.map(({ host }) => host)).size > 1,
    );
    if (shared.length === 0) return ofUnnamed(facts);
    const items = shared.flatMap(([name, from]) => {
      if (new Set(from.map((link) => linkOf(link).mtuBytes)).size === 1) return [];
      const mtus = from.map((link) => ({ host: link.host ?? '', mtuBytes: linkOf(link).mtuBytes }));
      const item: DifferingMtu = { name, mtus };
      return [{ item, from }];
    });
    return [
      derivedList(
        { fact },
        items,
        shared.flatMap(([, from]) => from),
      ),
    ];
  },
};

/** Links between machines, whose names no pod's namespace has. */
const betweenMachines = /^(?:bond\d|wg\d|flannel\.\d+|vxlan\.calico|tunl0|wireguard\.cali|flannel-wg)$/;

/** Two outputs that show a link with different MTUs are of two machines, when one of them names none. */
function ofUnnamed(facts: FactBase): KnownFact[] {
  const named = itemsOf(facts.of('network.mtus')).filter(({ host }) => host !== null);
  const unnamed = facts.history('network.mtus').filter(({ host, kind }) => host === null && kind === 'item');
  const links = [...named, ...unnamed].filter((link) => betweenMachines.test(linkOf(link).name));
  const items = [...groupBy(links, (link) => linkOf(link).name)].flatMap(([name, from]) => {
    const sizes = new Map(from.map((link) => [linkOf(link).mtuBytes, link.host ?? 'unnamed']));
    if (sizes.size === 1) return [];
    const item: DifferingMtu = { name, mtus: [...sizes].map(([mtuBytes, host]) => ({ host, mtuBytes })) };
    return [{ item, from }];
  });
  return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
}

/** An item of `network.mtus`: sources and `checkEvidence` hold to the fact's schema. */
const linkOf = ({ value }: Observation): LinkMtu => value as LinkMtu;
