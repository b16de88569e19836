import { catalogue } from '../facts/catalogue.ts';
import type { FactBase, KnownFact, Observation } from '../facts/known.ts';
import { groupBy } from '../lib/group-by.ts';

interface Names {
  /** Machines that the evidence names, whether or not a fact about them is known. */
  readonly machines: readonly string[];
  /** Pods, whose own settings may be known: no rule about machines is about them. */
  readonly pods: ReadonlySet<string>;
}

/** Facts by their ids. */
export class IndexedFacts implements FactBase {
  readonly known: readonly KnownFact[];
  readonly hosts: readonly (string | null)[];
  readonly #known: ReadonlyMap<string, KnownFact[]>;
  readonly #history: ReadonlyMap<string, Observation[]>;
  readonly #observations: readonly Observation[];
  readonly #names: Names;

  constructor(known: readonly KnownFact[], observations: readonly Observation[], names: Names) {
    this.known = known;
    this.#observations = observations;
    this.#names = names;
    this.#known = groupBy(known, ({ fact }) => fact);
    this.#history = groupBy(observations, ({ fact }) => fact);
    const unnamed = known.some(({ fact, host }) => host === null && catalogue.get(fact)?.subject === 'host');
    const hosts = [...names.machines, ...known.map(({ host }) => host)].filter(
      (host) => host !== null && !names.pods.has(host),
    );
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
    return new IndexedFacts([...this.known, ...more], observations, this.#names);
  }
}
