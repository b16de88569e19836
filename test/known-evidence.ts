import type { FactBase, KnownEvidence, KnownFact, Observation } from '../src/facts/known.ts';
import { type CompiledRulebook, compileRulebook } from '../src/inference/compile-rulebook.ts';
import type { Rule, Signal } from '../src/rulebook/rule.ts';

interface Given {
  facts?: { fact: string; value: unknown; host?: string }[];
  texts?: { label?: string; lines: string[]; host?: string }[];
  platform?: string;
}

/** Evidence as inference gets it, each fact known from one submission. */
export function knownEvidence({ facts = [], texts = [], platform }: Given): KnownEvidence {
  const known = facts.map(({ fact, value, host = null }, i): KnownFact => {
    const origins = [{ submitted: i }];
    const items = Array.isArray(value) ? value : [];
    const observation = (kind: Observation['kind'], content: unknown): Observation => ({
      fact,
      host,
      kind,
      value: content,
      observedAt: null,
      origins,
    });
    const observations = Array.isArray(value)
      ? items.length === 0
        ? [observation('none', undefined)]
        : items.map((item) => observation('item', item))
      : [observation('value', value)];
    return { fact, host, value, observations };
  });
  const base: FactBase = {
    known,
    of: (fact) => known.filter((candidate) => candidate.fact === fact),
    history: (fact) =>
      known.filter((candidate) => candidate.fact === fact).flatMap(({ observations }) => observations),
    hosts: [...new Set(known.map(({ host }) => host))],
  };
  const textLines = texts.map(({ host = null, ...text }) => ({ ...text, hosts: text.lines.map(() => host) }));
  return { facts: base, texts: textLines, platform: platform ?? null, unread: [], redacted: [] };
}

export const signal = (id: string, given: Partial<Signal> & Pick<Signal, 'when'>): Signal => ({
  id,
  withCause: 'usually',
  without: 'rarely',
  because: `because of ${id}`,
  ...given,
});

export const rule = (id: string, given: Partial<Rule> & Pick<Rule, 'signals'>): Rule => ({
  id,
  version: 1,
  status: 'stable',
  title: id,
  explanation: id,
  scope: 'cluster',
  appliesTo: ['any'],
  prior: 'uncommon',
  fixes: [],
  references: [{ title: 'RFC 826', url: 'https://www.rfc-editor.org/rfc/rfc826' }],
  ...given,
});

export const rulebookOf = (...rules: Rule[]): CompiledRulebook =>
  compileRulebook({ digest: 'sha256:test', rules, conditions: {} });
