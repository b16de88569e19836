import type { StalledTarget } from '../../facts/derived.ts';
import type { FactBase } from '../../facts/known.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { currentInterfaces, isOfPlugin, ownedAddresses } from '../interfaces.ts';
import { pingAnsweringTargets } from '../ping-answering-targets.ts';
import { nodeAddresses } from '../pod-addresses.ts';

const fact = 'connection.timed-out-while-ping-answers';

/** Private addresses other than machines' own, to which TCP times out while ping gets an answer. Never known to be none. */
export const connectionTimedOutWhilePingAnswers: Derivation = {
  fact,
  derive(facts) {
    const machines = addressesOfMachines(facts);
    const targets = pingAnsweringTargets(facts, 'timed-out').filter(({ item }) => {
      // What `pingAnsweringTargets` makes.
      const { target } = item as StalledTarget;
      return isPrivate.test(target) && !machines.has(target);
    });
    return targets.length === 0 ? [] : [derivedList({ fact }, targets, [])];
  },
};

const isPrivate = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.)/;

const addressesOfMachines = (facts: FactBase): ReadonlySet<string> =>
  new Set([
    ...nodeAddresses(facts).keys(),
    ...ownedAddresses(currentInterfaces(facts))
      .filter(({ interface: name }) => !isOfPlugin(name))
      .map(({ address }) => address),
  ]);
