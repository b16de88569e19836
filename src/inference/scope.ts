import { catalogue } from '../facts/catalogue.ts';
import type { FactBase, KnownEvidence, KnownFact } from '../facts/known.ts';
import type { FactView } from './engine.ts';
import type { TextMatch } from './text-search.ts';

/** What a rule sees of the evidence: one machine's facts over the cluster's, or everything. */
export interface Scope extends FactView {
  /** The machine; `null` when nothing names it, or when the scope is the whole cluster. */
  readonly host: string | null;
  /** The lines in scope on which a text condition is met. */
  textLines(textCondition: number): readonly TextMatch[];
}

/** The scopes of one body of evidence, made as rules ask for them. */
export class Scopes {
  readonly cluster: Scope;
  /** One for each machine that the evidence speaks of; a single unnamed one when it names none. */
  readonly hosts: readonly Scope[];

  constructor(evidence: KnownEvidence, matches: ReadonlyMap<number, readonly TextMatch[]>) {
    this.cluster = {
      host: null,
      facts: (fact) => evidence.facts.of(fact),
      textMatches: (condition) => matches.has(condition),
      textLines: (condition) => matches.get(condition) ?? [],
    };
    const named = namedHosts(evidence, matches);
    const unnamed = named.length === 0 || (named.length > 1 && evidence.facts.hosts.includes(null));
    const index = new FactsByHost(evidence.facts);
    const context = { index, matches, onlyHost: named.length === 1 };
    this.hosts = [...named, ...(unnamed ? [null] : [])].map((host) => hostScope(host, context));
  }
}

function namedHosts(evidence: KnownEvidence, matches: ReadonlyMap<number, readonly TextMatch[]>): string[] {
  const hosts = new Set(evidence.facts.hosts);
  for (const lines of matches.values()) for (const { host } of lines) hosts.add(host);
  return [...hosts].filter((host) => host !== null).sort();
}

interface HostContext {
  index: FactsByHost;
  matches: ReadonlyMap<number, readonly TextMatch[]>;
  /** Evidence that names a single machine is about it throughout. */
  onlyHost: boolean;
}

function hostScope(host: string | null, { index, matches, onlyHost }: HostContext): Scope {
  const inScope = (match: TextMatch) => match.host === host || match.host === null;
  return {
    host,
    facts: (fact) => {
      const own = index.get(fact, host);
      if (own.length > 0) return own;
      const definition = catalogue.get(fact);
      const fallsBack = onlyHost || definition?.subject !== 'host' || definition.symptom === true;
      return fallsBack ? index.get(fact, null) : [];
    },
    textMatches: (condition) => matches.get(condition)?.some(inScope) ?? false,
    textLines: (condition) => (matches.get(condition) ?? []).filter(inScope),
  };
}

class FactsByHost {
  readonly #facts = new Map<string, Map<string | null, KnownFact[]>>();

  constructor(base: FactBase) {
    for (const known of base.known) {
      const hosts = this.#facts.get(known.fact) ?? new Map<string | null, KnownFact[]>();
      const same = hosts.get(known.host) ?? [];
      same.push(known);
      this.#facts.set(known.fact, hosts.set(known.host, same));
    }
  }

  /** One fact of a named machine; of unnamed ones, which may be several, every value that is known. */
  get(fact: string, host: string | null): readonly KnownFact[] {
    return this.#facts.get(fact)?.get(host) ?? [];
  }
}
