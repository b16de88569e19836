import type { FactDefinition } from '../facts/define.ts';
import type { Observation } from '../facts/known.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { supersedes } from './supersedes.ts';

/**
 * Merges the observations of one list about one subject, in the order in which they were made: one for each item that
 * is known now, or a single `none`.
 */
export function mergeList(definition: FactDefinition, observations: readonly Observation[]): Observation[] {
  if (observations.length === 1) return [...observations];
  const items = new Items(definition);
  let none: Observation | null = null;
  for (const observation of observations) {
    if (observation.kind === 'item') items.add(observation);
    else if (observation.kind === 'none') {
      if (definition.openEnded !== true) items.clear(observation);
      none = observation;
    }
  }
  if (items.size > 0 || none === null) return items.all();
  return [none];
}

class Items {
  readonly #definition: FactDefinition;
  readonly #items = new Map<string, Observation>();
  /** Complete keys by the same key with one part unknown. */
  readonly #complete = new Map<string, string>();

  constructor(definition: FactDefinition) {
    this.#definition = definition;
  }

  get size(): number {
    return this.#items.size;
  }

  all(): Observation[] {
    return [...this.#items.values()];
  }

  add(observation: Observation): void {
    const parts = this.#keyParts(observation.value);
    const key = JSON.stringify(parts);
    const alike = parts.includes(null) ? [this.#complete.get(key) ?? ''] : partlyUnknown(parts);
    const same = [key, ...alike].find((known) => this.#items.has(known));
    const earlier = same === undefined ? undefined : this.#items.get(same);
    const kept = earlier === undefined ? observation : this.#together(earlier, observation);
    const keptParts = this.#keyParts(kept.value);
    const keptKey = JSON.stringify(keptParts);
    if (same !== undefined && same !== keptKey) this.#items.delete(same);
    this.#items.set(keptKey, kept);
    if (!keptParts.includes(null))
      for (const loose of partlyUnknown(keptParts)) this.#complete.set(loose, keptKey);
  }

  /** The list was found empty after these. Order alone tells nothing of a machine: another may have been meant. */
  clear(none: Observation): void {
    for (const [key, item] of this.#items) {
      const timed = none.observedAt !== null && item.observedAt !== null;
      const later = timed
        ? Date.parse(none.observedAt ?? '') > Date.parse(item.observedAt ?? '')
        : this.#definition.subject === 'cluster';
      if (later) this.#items.delete(key);
    }
  }

  #together(earlier: Observation, later: Observation): Observation {
    if (this.#definition.identity === undefined) {
      const [newest, other] = supersedes(later, earlier) ? [later, earlier] : [earlier, later];
      return {
        ...newest,
        value: earlier.value,
        origins: [...earlier.origins, ...later.origins].slice(0, most),
        observedAt: newest.observedAt ?? other.observedAt,
      };
    }
    if (!supersedes(later, earlier)) return earlier;
    const { shownInPart, subject } = this.#definition;
    // Outputs that name no machine may show the things of two.
    const isSameThing = subject === 'cluster' || later.host !== null;
    return shownInPart === true && isSameThing ? completed(earlier, later) : later;
  }

  #keyParts(value: unknown): (unknown | null)[] {
    const { identity } = this.#definition;
    if (identity === undefined || value === null || typeof value !== 'object')
      return [typeof value === 'string' ? value : canonicalJson(value)];
    const properties = new Map<string, unknown>(Object.entries(value));
    return identity.map((property) => properties.get(property) ?? null);
  }
}

/** So many places are named for an item that was seen again and again. */
const most = 100;

/** The key with each of its parts in turn unknown; none when it has one part only. */
const partlyUnknown = (parts: readonly unknown[]): string[] =>
  parts.length < 2
    ? []
    : parts.map((_, at) => JSON.stringify(parts.map((part, i) => (i === at ? null : part))));

function completed(earlier: Observation, later: Observation): Observation {
  // Items of facts with an identity are objects: their schemas say so.
  const before = earlier.value as Record<string, unknown>;
  const after = later.value as Record<string, unknown>;
  const missing = Object.keys(before).filter(
    (property) => isMissing(after[property]) && !isMissing(before[property]),
  );
  if (missing.length === 0) return later;
  const value = {
    ...before,
    ...after,
    ...Object.fromEntries(missing.map((property) => [property, before[property]])),
  };
  return { ...later, value, origins: [...earlier.origins, ...later.origins].slice(-2) };
}

/** `ip link` shows no addresses: an empty list of them is not one that was looked at. */
const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);
