import { shortened } from '../lib/shortened.ts';
import { redactPath } from '../redact/redact-path.ts';
import type { Redaction } from '../redact/redaction.ts';
import { type Actor, nameOf, nobody } from './actor.ts';
import { auditEntry } from './audit-entry.ts';
import type { AccessDeps } from './create-key.ts';
import { KEY_PREFIX } from './key-text.ts';
import { Unauthenticated } from './refusal.ts';

export interface RefusedAccess {
  /** As far as known; `null`: it was not said, or not proven. */
  actor: Actor | null;
  method: string;
  path: string;
  error: Error & { code: string };
}

/** How many entries a minute may add. */
const ENTRIES_A_MINUTE = 100;

/**
 * Writes what was refused to the audit. So that nobody floods it, one entry a minute stands for all who are not known,
 * and one for an actor's attempts at one thing; the next entry says how many it left out.
 */
export function auditRefusals({
  store,
  clock,
  redaction,
}: Pick<AccessDeps, 'store' | 'clock'> & { redaction: Pick<Redaction, 'elsewhere'> }): (
  refused: RefusedAccess,
) => Promise<void> {
  let minute = '';
  let seen = new Set<string>();
  let leftOut = 0;
  return async ({ actor, method, path, error }) => {
    const known = actor ?? nobody;
    const target = `${method} ${shortened(redactPath(withoutKeys(path), redaction.elsewhere))}`;
    const entry = auditEntry({ actor: known, clock }, { action: 'refuse-access', target });
    if (minute !== entry.at.slice(0, 16)) seen = new Set();
    minute = entry.at.slice(0, 16);
    const attempt = actor === null ? '' : `${nameOf(actor)} ${target}`;
    if (seen.has(attempt) || seen.size >= ENTRIES_A_MINUTE) {
      leftOut += 1;
      return;
    }
    seen.add(attempt);
    const details = { ...detailsOf(error), ...(leftOut > 0 && { leftOut }) };
    const told = leftOut;
    leftOut = 0;
    await store.addAudit({ ...entry, details }).catch((failure: unknown) => {
      leftOut += told + 1;
      throw failure;
    });
  };
}

const detailsOf = (error: RefusedAccess['error']): Record<string, string> => ({
  code: error.code,
  reason: error.message,
  ...(error instanceof Unauthenticated && error.key !== undefined && { key: error.key }),
});

/** Somebody may have put a key into the address. */
const withoutKeys = (path: string): string =>
  path.replaceAll(new RegExp(`${KEY_PREFIX}[\\w-]+`, 'g'), KEY_PREFIX);
