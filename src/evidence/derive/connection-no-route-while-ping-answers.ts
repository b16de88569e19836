import { type Derivation, derivedList } from '../derivation.ts';
import { pingAnsweringTargets } from '../ping-answering-targets.ts';

const fact = 'connection.no-route-while-ping-answers';

/**
 * Addresses to which TCP ends in "no route to host" while ping gets an answer. That there is none is never known: other
 * connections may have been tried.
 */
export const connectionNoRouteWhilePingAnswers: Derivation = {
  fact,
  derive(facts) {
    const targets = pingAnsweringTargets(facts, 'no-route');
    return targets.length === 0 ? [] : [derivedList({ fact }, targets, [])];
  },
};
