import type { UnansweredArpRequest, UnansweredSyn } from '../../facts/connections.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'capture.arp-for-unreachable-pod';

/** Addresses to which SYNs go unanswered while the same machine asks for their MAC in vain. */
export const captureArpForUnreachablePod: Derivation = {
  fact,
  derive(facts) {
    const requests = facts.of('capture.unanswered-arp-requests');
    return facts.of('capture.unanswered-syns').flatMap((syns) => {
      const { host } = syns;
      const asked = requests.find((candidate) => candidate.host === host);
      if (asked === undefined) return [];
      // Items of the two facts: sources and `checkEvidence` hold to their schemas.
      const byAddress = new Map(
        itemsOf([asked]).map((request) => [(request.value as UnansweredArpRequest).address, request]),
      );
      const found = itemsOf([syns]).flatMap((syn) => {
        const { destination } = syn.value as UnansweredSyn;
        const request = byAddress.get(destination);
        return request === undefined ? [] : [{ item: destination, from: [syn, request] }];
      });
      const distinct = new Map(found.map((one) => [one.item, one]));
      return [
        derivedList({ fact, host }, [...distinct.values()], [...syns.observations, ...asked.observations]),
      ];
    });
  },
};
