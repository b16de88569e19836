import { isNone, isRight, type Scored } from './incident.ts';

export interface Reliability {
  /** Stated probabilities from here, up to the next bin's. */
  from: number;
  count: number;
  /** What was stated on average, and how often it was right. */
  stated: number;
  right: number;
}

/** Share of the incidents whose accepted cause is among the first so many. */
export const shareWithin = (scores: readonly Scored[], places: number): number =>
  shareOf(scores, ({ rank }) => rank !== null && rank <= places);

export const shareOf = (scores: readonly Scored[], holds: (scored: Scored) => boolean): number =>
  scores.length === 0 ? 0 : scores.filter(holds).length / scores.length;

export const meanBrier = (scores: readonly Scored[]): number =>
  scores.reduce((sum, { brier }) => sum + brier, 0) / Math.max(1, scores.length);

const BINS = 10;

/** What was stated of the leading answer (a cause, or none of these), against how often that was right, in tenths. */
export function reliability(scores: readonly Scored[]): Reliability[] {
  const statements = scores.map((scored) => {
    const cause = scored.first?.probability ?? 0;
    const none = scored.noneOfThese;
    return none > cause
      ? { stated: none, right: isNone(scored) ? 1 : 0 }
      : { stated: cause, right: scored.rank === 1 ? 1 : 0 };
  });
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = statements.filter(({ stated }) => Math.min(BINS - 1, Math.floor(stated * BINS)) === bin);
    const mean = (of: 'stated' | 'right') => inBin.reduce((sum, one) => sum + one[of], 0) / inBin.length;
    return { from: bin / BINS, count: inBin.length, stated: mean('stated'), right: mean('right') };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error: how far what is stated lies from how often it is right, on average over the statements. */
export function calibrationError(bins: readonly Reliability[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, stated, right }) => sum + (count / Math.max(1, all)) * Math.abs(stated - right),
    0,
  );
}

/** Which cause was put first in place of which, the most frequent first. */
export function confusions(scores: readonly Scored[]): { accepted: string; first: string; ids: string[] }[] {
  const found = new Map<string, { accepted: string; first: string; ids: string[] }>();
  for (const scored of scores) {
    if (isRight(scored)) continue;
    const accepted = scored.accepted.join(' or ');
    const first = scored.first?.rule ?? 'no cause';
    const confusion = found.get(`${accepted}\n${first}`) ?? { accepted, first, ids: [] };
    confusion.ids.push(scored.id);
    found.set(`${accepted}\n${first}`, confusion);
  }
  return [...found.values()].sort((a, b) => b.ids.length - a.ids.length);
}
