import type { KnownEvidence } from '../facts/known.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import type { CompiledRulebook } from './compile-rulebook.ts';
import { creditConsequences } from './consequences.ts';
import type { Diagnosis, RankedCause } from './diagnosis.ts';
import { explainScore } from './explain.ts';
import { suggestNext } from './next-evidence.ts';
import { answeredFacts } from './origins.ts';
import { type Ranking, rank } from './rank.ts';
import { Scopes } from './scope.ts';
import { type RuleScore, scoreRule } from './score.ts';
import { unreadLines } from './unread-lines.ts';

/** Changes when equal evidence and rulebook may give another answer; a stored diagnosis keeps it. */
export const ENGINE_VERSION = '1';

/** The most causes presented unless more are asked for. */
const PRESENTED_CAUSES = 10;
/** What has less than this together with all behind it is hardly ever read, and costs the most. */
const WORTH_READING = 0.01;

/**
 * Ranks the causes of the evidence, and presents the `limit` most probable ones, or those worth reading. Pure: the same
 * evidence and rulebook give the same answer, byte for byte.
 */
export function diagnose(
  evidence: KnownEvidence,
  rulebook: CompiledRulebook,
  { limit }: { limit?: number | undefined } = {},
): Diagnosis {
  const ranking = rankCauses(evidence, rulebook);
  return {
    causes: (limit === undefined ? worthReading(ranking) : ranking.causes.slice(0, limit)).map(presentCause),
    noneOfThese: ranking.noneOfThese,
    next: suggestNext(ranking),
    facts: answeredFacts(evidence),
    unread: unreadLines(evidence.unread, ranking),
    rulebook: { digest: rulebook.rulebook.digest },
  };
}

/** Selects the candidates, weighs each and ranks them. */
export const rankCauses = (evidence: KnownEvidence, rulebook: CompiledRulebook): Ranking =>
  rank(creditConsequences(scoreCandidates(evidence, rulebook)));

function scoreCandidates(
  evidence: KnownEvidence,
  { rulebook, rules, texts, candidates }: CompiledRulebook,
): RuleScore[] {
  const matches = texts.search(evidence.texts);
  const scopes = new Scopes(evidence, matches);
  const knownFacts = new Set(evidence.facts.known.map(({ fact }) => fact));
  return candidates.select(knownFacts, matches.keys()).flatMap((position) => {
    const rule = rules[position];
    if (rule === undefined || isDisabled(rulebook, rule.rule.id, evidence.platform)) return [];
    const score = scoreRule(rule, scopes, evidence.platform);
    return isDecided(score) ? [score] : [];
  });
}

/** Off on one platform means: on clusters that are known to be of it. */
function isDisabled({ disabled = {} }: Rulebook, id: string, platform: string | null): boolean {
  const off = Object.hasOwn(disabled, id) ? disabled[id] : undefined;
  return off === 'everywhere' || (off ?? []).some((other) => other === platform);
}

/** What is ruled out is worth reading too: somebody may have suspected it, or repaired it. */
function worthReading({ causes }: Ranking): Ranking['causes'] {
  let left = causes.reduce((sum, { probability }) => sum + probability, 0);
  const isRead = causes.map(({ probability, verdict }, i) => {
    const isWorth = i === 0 || left >= WORTH_READING || verdict === 'ruled-out';
    left -= probability;
    return isWorth;
  });
  return causes.filter((_, i) => isRead[i]).slice(0, PRESENTED_CAUSES);
}

/** A cause about which nothing is known, but for the platform, is none that the evidence speaks of. */
const isDecided = ({ signals }: RuleScore): boolean =>
  signals.some(({ signal, state }) => signal !== null && state !== 'unknown');

function presentCause({ score, probability, verdict }: Ranking['causes'][number]): RankedCause {
  const { id, version, title, explanation, references } = score.rule.rule;
  return {
    rule: id,
    version,
    title,
    explanation,
    probability,
    verdict,
    hosts: [...score.hosts],
    score: { prior: score.rule.prior, lines: explainScore(score), total: score.total },
    fixes: score.rule.fixes.map((fill) => fill(score.scope)),
    references,
  };
}
