import type { KnownEvidence } from '../facts/known.ts';
import type { CompiledRulebook } from './compile-rulebook.ts';
import type { Diagnosis, RankedCause } from './diagnosis.ts';
import { explainScore } from './explain.ts';
import { suggestNext } from './next-evidence.ts';
import { answeredFacts } from './origins.ts';
import type { Ranking } from './rank.ts';
import { unreadLines } from './unread-lines.ts';
import { rankScores, weighCandidates } from './weigh-candidates.ts';

/** Changes when equal evidence and rulebook may give another answer; a stored diagnosis keeps it. */
export const ENGINE_VERSION = '2';

/** The most causes presented unless more are asked for. */
const PRESENTED_CAUSES = 10;
/** What has less than this together with all behind it is hardly ever read, and costs the most. */
const WORTH_READING = 0.03;

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
    redacted: evidence.redacted,
    rulebook: { digest: rulebook.rulebook.digest },
  };
}

/** Selects the candidates, weighs each and ranks them. */
export const rankCauses = (evidence: KnownEvidence, rulebook: CompiledRulebook): Ranking =>
  rankScores(weighCandidates(evidence, rulebook).scores);

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
