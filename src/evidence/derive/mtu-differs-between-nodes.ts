import type { Observation } from '../../facts/known.ts';
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
    if (shared.length === 0) return [];
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

/** An item of `network.mtus`: sources and `checkEvidence` hold to the fact's schema. */
const linkOf = ({ value }: Observation): LinkMtu => value as LinkMtu;
