import type { KnownEvidence } from '../facts/known.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import type { CandidateIndex } from './candidate-index.ts';
import type { CompiledRulebook } from './compile-rulebook.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { creditConsequences } from './consequences.ts';
import { type Ranking, rank } from './rank.ts';
import { Scopes } from './scope.ts';
import { type RuleScore, scoreRule } from './score.ts';
import type { TextMatch } from './text-search.ts';

/** What evidence says of each rule by itself, and what it takes to ask it about one more. */
export interface WeighedEvidence {
  readonly platform: string | null;
  readonly facts: ReadonlySet<string>;
  /** The lines that met a text condition of the rulebook. */
  readonly matches: ReadonlyMap<number, readonly TextMatch[]>;
  readonly scopes: Scopes;
  /** Of the candidates that it decides anything about, in the order of the rules. */
  readonly scores: readonly RuleScore[];
}

/** Selects the candidates and weighs each. */
export function weighCandidates(
  evidence: KnownEvidence,
  { rulebook, rules, texts, candidates }: CompiledRulebook,
): WeighedEvidence {
  const matches = texts.search(evidence.texts);
  const scopes = new Scopes(evidence, matches);
  const facts = new Set(evidence.facts.known.map(({ fact }) => fact));
  const { platform } = evidence;
  const scores = candidates.select(facts, matches.keys()).flatMap((position) => {
    const rule = rules[position];
    if (rule === undefined || isDisabled(rulebook, rule.rule.id, platform)) return [];
    const score = scoreRule(rule, scopes, platform);
    return isDecided(score) ? [score] : [];
  });
  return { platform, facts, matches, scopes, scores };
}

/**
 * What the evidence says of one more rule, found by an index of it alone; `null`: nothing. The rule must know no text
 * conditions that the rulebook does not, and be disabled nowhere.
 */
export function weighOne(
  { platform, facts, matches, scopes }: WeighedEvidence,
  rule: CompiledRule,
  candidates: CandidateIndex,
): RuleScore | null {
  if (!candidates.concerns(facts, matches)) return null;
  const score = scoreRule(rule, scopes, platform);
  return isDecided(score) ? score : null;
}

/** Gives root causes what their consequences say for them, and ranks all. */
export const rankScores = (scores: readonly RuleScore[]): Ranking => rank(creditConsequences(scores));

/** Off on one platform means: on clusters that are known to be of it. */
function isDisabled({ disabled = {} }: Rulebook, id: string, platform: string | null): boolean {
  const off = Object.hasOwn(disabled, id) ? disabled[id] : undefined;
  return off === 'everywhere' || (off ?? []).some((other) => other === platform);
}

/** A cause about which nothing is known, but for the platform, is none that the evidence speaks of. */
const isDecided = ({ signals }: RuleScore): boolean =>
  signals.some(({ signal, state }) => signal !== null && state !== 'unknown');
