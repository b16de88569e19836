import type { Clock } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import { sha256 } from '../lib/ids.ts';
import type { Redaction } from '../redact/redaction.ts';
import type { Actor } from './actor.ts';
import { auditEntry } from './audit-entry.ts';
import { newKey } from './key-text.ts';
import type { AccessStore, KeyRecord } from './ports.ts';
import { requireScope } from './require-scope.ts';
import type { Scope } from './scopes.ts';

/** What the verbs of keys work with. */
export interface AccessDeps {
  actor: Actor;
  store: AccessStore;
  clock: Clock;
}

export interface CreateKeyInput {
  /** Whose key it is, or what for: the audit repeats it. */
  name: string;
  scopes: readonly Scope[];
  /** ISO 8601; `null`: never. */
  expiresAt: string | null;
}

/**
 * Makes a key. Its text is in this answer alone: only its hash is kept.
 * Rejects with `forbidden`, `invalid-request` (the name, no scope, an expiry that has passed) or `unavailable`.
 */
export async function createKey(
  deps: AccessDeps & { redaction: Pick<Redaction, 'elsewhere'> },
  { scopes, expiresAt, ...input }: CreateKeyInput,
): Promise<{ key: string; record: KeyRecord }> {
  requireScope(deps.actor, 'admin');
  const name = deps.redaction.elsewhere(input.name);
  const createdAt = deps.clock.now().toISOString();
  if (!/^[^\p{C}\s](?:[^\p{C}]{0,98}[^\p{C}\s])?$/u.test(name))
    throw invalid(
      '/name',
      'A key’s name has 1 to 100 characters, none of them a control character, and no space at its ends.',
    );
  if (scopes.length === 0) throw invalid('/scopes', 'A key needs a scope.');
  if (expiresAt !== null && expiresAt <= createdAt) throw invalid('/expiresAt', 'The expiry has passed.');
  const { id, key } = newKey(deps.clock);
  const about = { name, scopes: [...new Set(scopes)], expiresAt };
  const record: KeyRecord = { id, ...about, sha256: sha256(key), createdAt, revokedAt: null };
  const audit = auditEntry(deps, { action: 'create-key', target: `key:${id}`, details: about });
  await deps.store.addKey({ key: record, audit });
  return { key, record };
}

const invalid = (pointer: string, message: string): CulpritError =>
  new CulpritError('invalid-request', message, { details: [{ pointer, message }] });
