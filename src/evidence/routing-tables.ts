import type { Route } from '../facts/host.ts';
import type { FactBase, Observation } from '../facts/known.ts';
import { isOfPlugin, isRepeated } from './interfaces.ts';

/** A machine's main routing table, as far as it can be taken for whole. */
export interface RoutingTable {
  readonly host: string | null;
  readonly routes: readonly Route[];
  readonly hasDefault: boolean;
  readonly observations: readonly Observation[];
}

/** Tables that show a default route, or at least the network of one of the machine's own interfaces. */
export const routingTables = (facts: FactBase): RoutingTable[] =>
  facts.of('network.routes').flatMap(({ host, observations }) => {
    // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
    const routes = observations.flatMap(({ kind, value }) => (kind === 'item' ? [value as Route] : []));
    const hasDefault = routes.some(({ destination }) => destination === 'default');
    const hasOwn = routes.some(
      ({ via, interface: on }) => via === null && on !== null && !isOfPlugin(on) && !isRepeated(on),
    );
    return hasDefault || hasOwn ? [{ host, routes, hasDefault, observations }] : [];
  });
