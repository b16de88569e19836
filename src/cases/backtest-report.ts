import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { rankCauses } from '../inference/diagnose.ts';

/** A case to hold two rulebooks against. */
export interface BacktestCase {
  id: string;
  /** Where it can be read: a path of the API, or a file's name. */
  link: string;
  /** Stored cases come from the service; incidents are those that the rules were written with. */
  kind: 'case' | 'incident';
  evidence: Evidence;
  /** Established causes, any of which is right; empty: none of the rules. `null`: nobody has confirmed a cause. */
  confirmed: readonly string[] | null;
}

/** What one rulebook says of a case. */
export interface Outcome {
  /** The most probable cause; `null`: none of these is more probable than any. */
  first: string | null;
  /** Of the confirmed cause, or of none of these where that is confirmed; `null` without a confirmation. */
  probability: number | null;
  /** Place of the confirmed cause among the causes, 1 for the first; `null`: it is not among them, or nothing is confirmed. */
  rank: number | null;
  /** Sum over all causes and none of these of (probability − 1 or 0)²; `null` without a confirmation. */
  brier: number | null;
}

export interface Comparison extends Pick<BacktestCase, 'id' | 'link' | 'kind' | 'confirmed'> {
  before: Outcome;
  after: Outcome;
}

/** Diagnoses a case under both rulebooks. */
export function compareCase(
  { evidence, ...about }: BacktestCase,
  { from, to }: { from: CompiledRulebook; to: CompiledRulebook },
): Comparison {
  const known = readEvidence(evidence);
  const outcome = (rulebook: CompiledRulebook): Outcome => {
    const { causes, noneOfThese } = rankCauses(known, rulebook);
    const ranked = causes.map(({ score, probability }) => ({ rule: score.rule.rule.id, probability }));
    const [top] = ranked;
    const first = top !== undefined && top.probability > noneOfThese ? top.rule : null;
    return { first, ...againstConfirmed(about.confirmed, ranked, noneOfThese) };
  };
  return { ...about, before: outcome(from), after: outcome(to) };
}

function againstConfirmed(
  confirmed: readonly string[] | null,
  ranked: readonly { rule: string; probability: number }[],
  noneOfThese: number,
): Omit<Outcome, 'first'> {
  if (confirmed === null) return { probability: null, rank: null, brier: null };
  const at = ranked.findIndex(({ rule }) => confirmed.includes(rule));
  const right = confirmed.length === 0 ? noneOfThese : (ranked[at]?.probability ?? 0);
  const squares = ranked.reduce((sum, { probability }) => sum + probability ** 2, noneOfThese ** 2);
  return { probability: right, rank: at < 0 ? null : at + 1, brier: squares - right ** 2 + (1 - right) ** 2 };
}

/** What a change of the rulebook does to diagnoses. */
export interface BacktestReport {
  cases: number;
  confirmed: number;
  incidents: number;
  /** Mean Brier score of what is confirmed: 0 is certain and right, 2 certain and wrong. `null` when nothing is. */
  brier: { before: number | null; after: number | null };
  /** The confirmed cause comes later than before, or no longer leads; confirmed cases of the service first. */
  worse: Comparison[];
  better: Comparison[];
  /** Another cause leads, or none; nobody confirmed which is right. */
  changed: Comparison[];
  /** How each confirmed cause fares, where it changes. */
  causes: { cause: string; cases: number; better: number; worse: number }[];
}

export function reportOf(comparisons: readonly Comparison[]): BacktestReport {
  const confirmed = comparisons.filter((comparison) => comparison.confirmed !== null);
  const worse = confirmed.filter((comparison) => standing(comparison) < 0).sort(casesFirst);
  const better = confirmed.filter((comparison) => standing(comparison) > 0).sort(casesFirst);
  return {
    cases: comparisons.filter(({ kind }) => kind === 'case').length,
    confirmed: confirmed.filter(({ kind }) => kind === 'case').length,
    incidents: comparisons.filter(({ kind }) => kind === 'incident').length,
    brier: { before: meanBrier(confirmed, 'before'), after: meanBrier(confirmed, 'after') },
    worse,
    better,
    changed: comparisons.filter(
      ({ confirmed: established, before, after }) => established === null && before.first !== after.first,
    ),
    causes: byCause(confirmed, { worse, better }),
  };
}

/** Above 0: the confirmed cause stands better than before; below 0: worse. */
function standing({ confirmed, before, after }: Comparison): number {
  const leads = ({ first }: Outcome) =>
    first === null ? confirmed?.length === 0 : confirmed?.includes(first);
  const lead = Number(leads(after)) - Number(leads(before));
  return lead !== 0
    ? lead
    : (before.rank ?? Infinity) === (after.rank ?? Infinity)
      ? 0
      : (before.rank ?? Infinity) - (after.rank ?? Infinity);
}

const casesFirst = (a: Comparison, b: Comparison): number =>
  a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind === 'case' ? -1 : 1;

function meanBrier(confirmed: readonly Comparison[], at: 'before' | 'after'): number | null {
  if (confirmed.length === 0) return null;
  return confirmed.reduce((sum, comparison) => sum + (comparison[at].brier ?? 0), 0) / confirmed.length;
}

function byCause(
  confirmed: readonly Comparison[],
  { worse, better }: Pick<BacktestReport, 'worse' | 'better'>,
): BacktestReport['causes'] {
  const named = ({ confirmed: causes }: Comparison): string => causes?.[0] ?? 'none of these';
  const count = (of: readonly Comparison[], cause: string) => of.filter((one) => named(one) === cause).length;
  return [...new Set([...worse, ...better].map(named))].sort().map((cause) => ({
    cause,
    cases: count(confirmed, cause),
    better: count(better, cause),
    worse: count(worse, cause),
  }));
}
