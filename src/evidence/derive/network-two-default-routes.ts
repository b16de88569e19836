import type { Route } from '../../facts/host.ts';
import { type Derivation, derivedOf } from '../derivation.ts';

const fact = 'network.two-default-routes';

/** Whether default routes leave through two interfaces, so that answers may go another way than questions came. */
export const networkTwoDefaultRoutes: Derivation = {
  fact,
  derive: (facts) =>
    facts.of('network.routes').flatMap(({ host, observations }) => {
      const defaults = observations.filter(
        // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
        ({ kind, value }) => kind === 'item' && (value as Route).destination === 'default',
      );
      const interfaces = new Set(defaults.map(({ value }) => (value as Route).interface));
      return defaults.length === 0 ? [] : [derivedOf({ fact, host }, interfaces.size > 1, defaults)];
    }),
};
