import type { ConnectionOutcome } from '../facts/connections.ts';
import type { FactBase } from '../facts/known.ts';
import { type DerivedItem, itemsOf } from './derivation.ts';
import { attemptOf, pingOf } from './item-values.ts';

/** Targets that answer ping, and with which an attempt to connect over TCP ended so. */
export function pingAnsweringTargets(facts: FactBase, ending: ConnectionOutcome): DerivedItem[] {
  const answered = new Map(
    itemsOf(facts.of('ping.results'))
      .filter((observation) => pingOf(observation).received > 0)
      .map((observation) => [pingOf(observation).target, observation]),
  );
  const items = itemsOf(facts.of('connection.attempts')).flatMap((observation): DerivedItem[] => {
    const { target, port, outcome } = attemptOf(observation);
    const ping = answered.get(target);
    if (outcome !== ending || ping === undefined || isOther(ping.host, observation.host)) return [];
    return [{ item: { target, port }, from: [observation, ping] }];
  });
  return [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
}

/** Two machines, both named, may well see different things. */
const isOther = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
