import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf, pingOf } from '../item-values.ts';

const fact = 'connection.no-route-while-ping-answers';

/**
 * Addresses to which TCP ends in "no route to host" while ping gets an answer. That there is none is never known: other
 * connections may have been tried.
 */
export const connectionNoRouteWhilePingAnswers: Derivation = {
  fact,
  derive(facts) {
    const answered = new Map(
      itemsOf(facts.of('ping.results'))
        .filter((observation) => pingOf(observation).received > 0)
        .map((observation) => [pingOf(observation).target, observation]),
    );
    const items = itemsOf(facts.of('connection.attempts')).flatMap((observation): DerivedItem[] => {
      const { target, port, outcome } = attemptOf(observation);
      const ping = answered.get(target);
      if (outcome !== 'no-route' || ping === undefined || isOther(ping.host, observation.host)) return [];
      return [{ item: { target, port }, from: [observation, ping] }];
    });
    const distinct = [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};

/** Two machines, both named, may well see different things. */
const isOther = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
