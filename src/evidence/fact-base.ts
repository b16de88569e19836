import { catalogue } from '../facts/catalogue.ts';
import type { FactBase, KnownFact, Observation } from '../facts/known.ts';
import { groupBy } from '../lib/group-by.ts';

/** Facts by their ids. */
export class IndexedFacts implements FactBase {
  readonly known: readonly KnownFact[];
  readonly hosts: readonly (string | null)[];
  readonly #known: ReadonlyMap<string, KnownFact[]>;
  readonly #history: ReadonlyMap<string, Observation[]>;
  readonly #observations: readonly Observation[];
  readonly #named: readonly string[];

  /** @param named Machines that the evidence names, whether or not a fact about them is known. */
  constructor(known: readonly KnownFact[], observations: readonly Observation[], named: readonly string[]) {
    this.known = known;
    this.#observations = observations;
    this.#named = named;
    this.#known = groupBy(known, ({ fact }) => fact);
    this.#history = groupBy(observations, ({ fact }) => fact);
    const unnamed = known.some(({ fact, host }) => host === null && catalogue.get(fact)?.subject === 'host');
    const hosts = [...named, ...known.map(({ host }) => host)].filter((host) => host !== null);
    this.hosts = [...new Set<string | null>(hosts), ...(unnamed ? [null] : [])];
  }

  of(fact: string): readonly KnownFact[] {
    return this.#known.get(fact) ?? [];
  }

  history(fact: string): readonly Observation[] {
    return this.#history.get(fact) ?? [];
  }

  /** These facts and more. */
  with(more: readonly KnownFact[]): IndexedFacts {
    const observations = [...this.#observations, ...more.flatMap((fact) => fact.observations)];
    return new IndexedFacts([...this.known, ...more], observations, this.#named);
  }
}
