import { CulpritError } from '../lib/errors.ts';
import type { Idempotency } from './deps.ts';
import type { IdempotentResponse, Store } from './ports.ts';

/** How often a write is tried while others keep taking its place in the sequence. */
const ATTEMPTS = 10;

/**
 * Runs a write whose answer is plain JSON. A request whose key is known gets the first answer again, and
 * `idempotency-key-reused` when it is another request. A write that met a `conflict` is tried again.
 */
export async function writeOnce<T>(
  store: Store,
  idempotency: Idempotency | null,
  write: (responseOf: (answer: T) => IdempotentResponse | null) => Promise<T>,
): Promise<T> {
  const responseOf = (answer: T): IdempotentResponse | null =>
    idempotency === null ? null : { ...idempotency, body: JSON.stringify(answer) };
  for (let attempt = 1; ; attempt++) {
    const first = idempotency === null ? null : await recall<T>(store, idempotency);
    if (first !== null) return first.answer;
    try {
      return await write(responseOf);
    } catch (error) {
      const lost = error instanceof CulpritError && error.code === 'conflict';
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}

async function recall<T>(store: Store, { key, fingerprint }: Idempotency): Promise<{ answer: T } | null> {
  const stored = await store.findIdempotent(key);
  if (stored === null) return null;
  if (stored.fingerprint !== fingerprint)
    throw new CulpritError('idempotency-key-reused', 'The idempotency key was used with another request.');
  // The fingerprint names the operation, so the body is what `responseOf` made of the same verb's answer.
  return { answer: JSON.parse(stored.body) as T };
}
