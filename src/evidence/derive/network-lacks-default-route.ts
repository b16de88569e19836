import { type Derivation, derivedOf } from '../derivation.ts';
import { routingTables } from '../routing-tables.ts';

const fact = 'network.lacks-default-route';

/** Whether a routing table has no default route; a table without the machine's own network is an excerpt. */
export const networkLacksDefaultRoute: Derivation = {
  fact,
  derive: (facts) =>
    routingTables(facts).map(({ host, hasDefault, observations }) =>
      derivedOf({ fact, host }, !hasDefault, observations),
    ),
};
