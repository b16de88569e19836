import { isAddress } from './text/addresses.ts';

/** One name for each machine, whether its short name or its full one was used. */
export class HostNames {
  readonly #canonical = new Map<string, string>();

  /** @param names In the order in which they came: of two names of one machine the first is kept. */
  constructor(names: Iterable<string>) {
    const distinct = [...new Set(Array.from(names, (name) => name.trim()))].filter((name) => name !== '');
    const known = new Set(distinct);
    const machines = new Map<string, string[]>();
    for (const name of distinct) {
      const short = shortName(name);
      if (!known.has(short)) continue;
      machines.set(short, [...(machines.get(short) ?? []), name]);
    }
    for (const same of machines.values()) {
      // Two full names that begin alike are two machines, and the short name could be either.
      if (same.length !== 2) continue;
      for (const name of same) this.#canonical.set(name, same[0] ?? name);
    }
  }

  of(host: string | null): string | null {
    if (host === null) return null;
    const name = host.trim();
    return name === '' ? null : (this.#canonical.get(name) ?? name);
  }
}

/** The part before the first dot; an address has none. */
function shortName(name: string): string {
  const dot = name.indexOf('.');
  return dot <= 0 || isAddress(name) ? name : name.slice(0, dot);
}
