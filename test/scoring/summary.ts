import type { Statement } from '../../src/cases/reliability.ts';
import { isNone, isRight, type Scored } from './incident.ts';

/** Share of the incidents whose accepted cause is among the first so many. */
export const shareWithin = (scores: readonly Scored[], places: number): number =>
  shareOf(scores, ({ rank }) => rank !== null && rank <= places);

export const shareOf = (scores: readonly Scored[], holds: (scored: Scored) => boolean): number =>
  scores.length === 0 ? 0 : scores.filter(holds).length / scores.length;

export const meanBrier = (scores: readonly Scored[]): number =>
  scores.reduce((sum, { brier }) => sum + brier, 0) / Math.max(1, scores.length);

/** What was stated of the leading answer (a cause, or none of these). */
export const statementOf = (scored: Scored): Statement => {
  const cause = scored.first?.probability ?? 0;
  const none = scored.noneOfThese;
  return none > cause
    ? { stated: none, isRight: isNone(scored) }
    : { stated: cause, isRight: scored.rank === 1 };
};

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
