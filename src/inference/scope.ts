import { catalogue } from '../facts/catalogue.ts';
import type { FactBase, KnownEvidence, KnownFact } from '../facts/known.ts';
import type { DecidedLeaves, FactView } from './engine.ts';
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
    const unnamed = named.length === 0 || evidence.facts.known.some(isSettingOfUnnamed);
    const context = {
      index: new FactsByHost(evidence.facts),
      texts: new MatchesByHost(matches),
      decided: new Map(),
    };
    this.hosts = [...named, ...(unnamed ? [null] : [])].map((host) => hostScope(host, context));
  }
}

/** A setting that names no machine: no named one is known to have it. */
function isSettingOfUnnamed({ fact, host }: KnownFact): boolean {
  const definition = catalogue.get(fact);
  return host === null && definition?.subject === 'host' && definition.symptom !== true;
}

function namedHosts(evidence: KnownEvidence, matches: ReadonlyMap<number, readonly TextMatch[]>): string[] {
  const hosts = new Set(evidence.facts.hosts);
  for (const lines of matches.values()) for (const { host } of lines) hosts.add(host);
  return [...hosts].filter((host) => host !== null).sort();
}

interface HostContext {
  index: FactsByHost;
  texts: MatchesByHost;
  decided: DecidedLeaves;
}

function hostScope(host: string | null, { index, texts, decided }: HostContext): Scope {
  return {
    host,
    decided,
    facts: (fact) => {
      const own = index.get(fact, host);
      if (own.length > 0) return own;
      const definition = catalogue.get(fact);
      // A setting of a machine that nothing names may be any machine's; a symptom speaks about all of them.
      const speaksOfAll = definition?.subject !== 'host' || definition.symptom === true;
      return speaksOfAll ? index.get(fact, null) : [];
    },
    textMatches: (condition) => texts.has(condition, host),
    textLines: (condition) => texts.lines(condition, host),
  };
}

/** The lines that met a condition, by the machine that they are about. */
class MatchesByHost {
  readonly #matches: ReadonlyMap<number, readonly TextMatch[]>;
  readonly #hosts = new Map<number, ReadonlySet<string | null>>();

  constructor(matches: ReadonlyMap<number, readonly TextMatch[]>) {
    this.#matches = matches;
  }

  has(condition: number, host: string | null): boolean {
    const matches = this.#matches.get(condition);
    if (matches === undefined) return false;
    const hosts = this.#hosts.get(condition) ?? new Set(matches.map((match) => match.host));
    this.#hosts.set(condition, hosts);
    return hosts.has(host) || hosts.has(null);
  }

  lines(condition: number, host: string | null): readonly TextMatch[] {
    const matches = this.#matches.get(condition) ?? [];
    return matches.filter((match) => match.host === host || match.host === null);
  }
}

const nothing: readonly KnownFact[] = [];

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
    return this.#facts.get(fact)?.get(host) ?? nothing;
  }
}
