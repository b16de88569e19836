import type { ConfirmedPlace } from './case-observer.ts';
import { readAnswer } from './diagnosis-record.ts';
import type { CaseReads } from './ports.ts';

const places: readonly ConfirmedPlace[] = ['first', 'second', 'third'];

/** Where a confirmed cause stood in the newest diagnosis of its case; `rule` is `null` for none of these. */
export async function placeOf(
  store: Pick<CaseReads, 'findDiagnosis'>,
  { caseId, rule }: { caseId: string; rule: string | null },
): Promise<ConfirmedPlace> {
  const newest = await store.findDiagnosis(caseId, 'latest').catch(() => null);
  if (newest === null) return 'absent';
  const { causes, noneOfThese } = readAnswer(newest);
  // None of these has a place among the causes, by its probability.
  const at =
    rule === null
      ? causes.filter(({ probability }) => probability > noneOfThese).length
      : causes.findIndex((cause) => cause.rule === rule);
  return at < 0 ? 'absent' : (places[at] ?? 'later');
}
