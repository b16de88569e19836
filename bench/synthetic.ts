import type { FactBase, KnownEvidence, KnownFact } from '../src/facts/known.ts';
import type { Rule } from '../src/rulebook/rule.ts';
import type { Rulebook } from '../src/rulebook/rulebook.ts';

/** One synthetic rule: two comparisons, one text match, one list membership, all of which must hold. */
export interface SyntheticRule {
  name: string;
  above: { fact: string; limit: number };
  below: { fact: string; limit: number };
  needle: string;
  member: { fact: string; of: number[] };
}

export interface Workload {
  rules: SyntheticRule[];
  /** 60 known facts of 2,000. */
  facts: Record<string, number>;
  /** About 2 KB. */
  text: string;
}

const FACTS = 2_000;
const KNOWN = 60;
const MATCHING = 10;

/** The same workload for the same size, on every machine. */
export function workload(size: number): Workload {
  const random = mulberry32(size);
  const pick = (count: number) => Math.floor(random() * count);
  const known = Array.from({ length: KNOWN }, (_, i) => `fact${i * Math.floor(FACTS / KNOWN)}`);
  const facts = Object.fromEntries(known.map((fact) => [fact, 50 + pick(50)]));
  const rules = Array.from({ length: size }, (_, i): SyntheticRule => {
    const matches =
      i % Math.max(1, Math.floor(size / MATCHING)) === 0 && i / Math.floor(size / MATCHING) < MATCHING;
    const fact = () => (matches ? (known[pick(KNOWN)] ?? 'fact0') : `fact${pick(FACTS)}`);
    return {
      name: `synthetic.rule-${i}`,
      above: { fact: fact(), limit: matches ? 10 : pick(100) },
      below: { fact: fact(), limit: matches ? 200 : pick(100) },
      needle: `message ${i} of component ${i % 97} failed`,
      member: {
        fact: fact(),
        of: matches ? Array.from({ length: 50 }, (_, n) => 50 + n) : [pick(100), pick(100), pick(100)],
      },
    };
  });
  return { rules, facts, text: textOf(rules, random) };
}

/** Log-like lines; every matching rule's message is in them, and some of rules that do not match. */
function textOf(rules: readonly SyntheticRule[], random: () => number): string {
  const lines: string[] = [];
  for (const rule of rules) if (rule.above.limit === 10 && rule.below.limit === 200) lines.push(rule.needle);
  while (lines.join('\n').length < 2_000) {
    const any = rules[Math.floor(random() * rules.length)];
    lines.push(
      lines.length % 4 === 0
        ? (any?.needle ?? '')
        : `I0511 09:49:55 loader.go:${lines.length}] Config loaded`,
    );
  }
  return lines.join('\n');
}

/** The workload as a rulebook of ours: one signal a rule. */
export const rulebookOf = ({ rules }: Workload): Rulebook => ({
  digest: `synthetic-${rules.length}`,
  conditions: {},
  rules: rules.map(
    ({ name, above, below, needle, member }): Rule => ({
      id: name,
      version: 1,
      status: 'stable',
      title: name,
      explanation: name,
      scope: 'cluster',
      appliesTo: ['any'],
      prior: 'rare',
      signals: [
        {
          id: 'all-four',
          when: {
            all: [
              { fact: above.fact, operator: 'greaterThan', value: above.limit },
              { fact: below.fact, operator: 'lessThan', value: below.limit },
              { fact: 'text', operator: 'includes', value: needle },
              { fact: member.fact, operator: 'in', value: member.of },
            ],
          },
          withCause: 'usually',
          without: 'rarely',
          because: 'it is made so',
        },
      ],
      fixes: [],
      references: [],
    }),
  ),
});

/** The workload's facts and text as inference gets them. */
export function evidenceOf({ facts, text }: Workload): KnownEvidence {
  const known: KnownFact[] = Object.entries(facts).map(([fact, value], i) => ({
    fact,
    host: null,
    value,
    observations: [{ fact, host: null, kind: 'value', value, observedAt: null, origins: [{ submitted: i }] }],
  }));
  const byId = new Map(known.map((fact) => [fact.fact, [fact]]));
  const base: FactBase = { known, of: (fact) => byId.get(fact) ?? [], history: () => [], hosts: [null] };
  const lines = text.split('\n');
  return {
    facts: base,
    texts: [{ lines, hosts: lines.map(() => null) }],
    platform: null,
    unread: [],
    redacted: [],
  };
}

/** A small seeded generator (Mulberry32): benchmarks must not differ from run to run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
