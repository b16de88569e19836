import { systemActor } from '../src/access/actor.ts';
import { createKey } from '../src/access/create-key.ts';
import type { Scope } from '../src/access/scopes.ts';
import type { TestApp } from './http-app.ts';

export interface TestKey {
  id: string;
  /** The header that shows it. */
  bearer: { authorization: string };
}

/** A key in the database of a test's app. */
export async function keyFor(
  { deps }: Pick<TestApp, 'deps'>,
  scopes: readonly Scope[],
  { name = 'a test', expiresAt = null }: { name?: string; expiresAt?: string | null } = {},
): Promise<TestKey> {
  const access = { actor: systemActor, store: deps.store, clock: deps.clock, redaction: deps.redaction };
  const { key, record } = await createKey(access, { name, scopes, expiresAt });
  return { id: record.id, bearer: { authorization: `Bearer ${key}` } };
}
