import { CulpritError } from '../lib/errors.ts';
import { auditEntry } from './audit-entry.ts';
import type { AccessDeps } from './create-key.ts';
import { requireScope } from './require-scope.ts';

/** Ends a key for good, from the next request on. Rejects with `forbidden`, `not-found` (revoked ones too) or `unavailable`. */
export async function revokeKey(deps: AccessDeps, { id }: { id: string }): Promise<void> {
  requireScope(deps.actor, 'admin');
  const audit = auditEntry(deps, { action: 'revoke-key', target: `key:${id}` });
  if (!(await deps.store.revokeKey({ id, at: audit.at, audit })))
    throw new CulpritError('not-found', `There is no key ${JSON.stringify(id)} that could be revoked.`);
}
