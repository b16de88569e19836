import { groupBy } from '../lib/group-by.ts';
import { isAddress } from './text/addresses.ts';

/** Prompts may name more machines than anybody has; those beyond are not told apart. */
const mostHosts = 500;

/** One name for each machine, whether its short name or its full one was used. */
export class HostNames {
  readonly #canonical = new Map<string, string>();
  /** Every machine once, in the order in which they came. */
  readonly all: readonly string[];

  /**
   * @param names In the order in which they came: of two names of one machine the first is kept.
   * @param atLeast How many machines to tell apart, when that is more than 500.
   */
  constructor(names: Iterable<string>, atLeast = 0) {
    const distinct = [...new Set(Array.from(names, (name) => name.trim()))].filter((name) => name !== '');
    const known = new Set(distinct);
    const machines = groupBy(
      distinct.filter((name) => known.has(shortName(name))),
      shortName,
    );
    for (const name of distinct) {
      const same = machines.get(shortName(name)) ?? [];
      // Two full names that begin alike are two machines, and the short name could be either.
      this.#canonical.set(name, same.length === 2 ? (same[0] ?? name) : name);
    }
    this.all = [...new Set(this.#canonical.values())].slice(0, Math.max(mostHosts, atLeast));
    const kept = new Set(this.all);
    for (const [name, machine] of this.#canonical) if (!kept.has(machine)) this.#canonical.delete(name);
  }

  /** The machine's name; `null` for none, and for a name that was not given when this was made. */
  of(host: string | null): string | null {
    return host === null ? null : (this.#canonical.get(host.trim()) ?? null);
  }
}

/** The part before the first dot; an address has none. */
function shortName(name: string): string {
  const dot = name.indexOf('.');
  return dot <= 0 || isAddress(name) ? name : name.slice(0, dot);
}
