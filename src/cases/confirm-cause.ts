import { CulpritError } from '../lib/errors.ts';
import type { CaseDeps, Idempotency } from './deps.ts';
import { existingCase } from './existing-case.ts';
import type { CaseRecord } from './ports.ts';
import { writeOnce } from './write-once.ts';

export interface ConfirmCauseInput {
  caseId: string;
  /** A rule of the rulebook in force, or `null` for none of them. */
  rule: string | null;
  note: string | null;
  idempotency: Idempotency | null;
}

/**
 * Says what the cause was. A later confirmation takes the place of an earlier one, which is kept.
 * Rejects with `invalid-request` (no such rule, a NUL in the note), `not-found`, `idempotency-key-reused` or `unavailable`.
 */
export async function confirmCause(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'rulebook'>,
  input: ConfirmCauseInput,
): Promise<CaseRecord> {
  return writeOnce(deps.store, input.idempotency, async (responseOf) => {
    const { caseId, rule, note } = input;
    requireRule(deps, rule);
    requireText(note);
    const record = await existingCase(deps.store, caseId);
    const confirmation = { rule, note, confirmedAt: deps.clock.now().toISOString() };
    const confirmed: CaseRecord = { ...record, confirmation };
    await deps.store.confirm({ caseId, confirmation, idempotent: responseOf(confirmed) });
    return confirmed;
  });
}

function requireRule({ rulebook }: Pick<CaseDeps, 'rulebook'>, id: string | null): void {
  if (id === null || rulebook().rulebook.rules.some((rule) => rule.id === id)) return;
  throw invalid('/rule', `The rulebook has no rule ${JSON.stringify(id)}.`);
}

/** PostgreSQL stores no NUL; what one database refuses, both do. */
function requireText(note: string | null): void {
  if (note?.includes('\u0000')) throw invalid('/note', 'The note holds a NUL character.');
}

const invalid = (pointer: string, message: string): CulpritError =>
  new CulpritError('invalid-request', message, { details: [{ pointer, message }] });
