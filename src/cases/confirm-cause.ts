import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import { noTrace } from '../lib/trace.ts';
import { redactForNow } from '../redact/redaction.ts';
import { placeOf } from './confirmed-place.ts';
import type { CaseDeps, Idempotency } from './deps.ts';
import { existingCase } from './existing-case.ts';
import { invalidRequest } from './invalid-request.ts';
import { notBefore } from './not-before.ts';
import type { CaseRecord } from './ports.ts';
import { requireStorable } from './require-storable.ts';
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
 * Rejects with `forbidden`, `invalid-request` (no such rule, a NUL in the note), `not-found`, `idempotency-key-reused` or `unavailable`.
 */
export async function confirmCause(
  deps: Pick<
    CaseDeps,
    'actor' | 'store' | 'clock' | 'rulebook' | 'trace' | 'redaction' | 'pseudonyms' | 'observer'
  >,
  input: ConfirmCauseInput,
): Promise<CaseRecord> {
  requireScope(deps.actor, 'cases:confirm');
  return writeOnce(deps.store, input.idempotency, async (responseOf) => {
    const { caseId, rule } = input;
    const note = storableNote(deps, input);
    await requireRule(deps, rule);
    requireStorable('/note', note);
    const record = await existingCase(deps.store, caseId);
    const latest = await deps.store.findDiagnosis(caseId, 'latest');
    const earlier = [record.openedAt, latest?.diagnosedAt, record.confirmation?.confirmedAt];
    const confirmedAt = notBefore(earlier, deps.clock.now().toISOString());
    const confirmation = { rule, note, confirmedAt };
    const confirmed: CaseRecord = { ...record, confirmation };
    const audit = auditEntry(deps, {
      action: 'confirm-cause',
      target: `case:${caseId}`,
      details: { rule },
    });
    const write = { caseId, confirmation, idempotent: responseOf(confirmed), audit };
    await (deps.trace ?? noTrace).step('commit', () => deps.store.confirm(write));
    if (deps.observer) deps.observer.confirmed(await placeOf(deps.store, { caseId, rule }));
    return confirmed;
  });
}

/** Without secrets, and with pseudonyms only where the installation wants that. */
function storableNote(
  { redaction, pseudonyms }: Pick<CaseDeps, 'redaction' | 'pseudonyms'>,
  { note, caseId }: ConfirmCauseInput,
): string | null {
  if (note === null) return null;
  const redacted = redaction.inCase(caseId)(note);
  return pseudonyms === undefined ? redacted : pseudonyms.text(redacted, caseId);
}

async function requireRule({ rulebook }: Pick<CaseDeps, 'rulebook'>, id: string | null): Promise<void> {
  if (id === null || (await rulebook()).rulebook.rules.some((rule) => rule.id === id)) return;
  throw invalidRequest('/rule', `The rulebook has no rule ${JSON.stringify(redactForNow(id))}.`);
}
