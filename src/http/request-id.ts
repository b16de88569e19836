import type { Context } from 'hono';
import type { Clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import { findSecrets } from '../redact/find-secrets.ts';

/**
 * Names requests: by the client's own id when it is short and plain, and no secret, so that its logs and ours can be joined, else by
 * a word for this process and a count. Random bits for each request would cost a tenth of the time that it takes.
 */
export function requestIds(clock: Clock): (context: Context) => string {
  const ours = newId(clock).slice(-12);
  let count = 0;
  return ({ req }) => {
    const given = req.header('x-request-id');
    if (given !== undefined && /^[\w.:-]{1,100}$/.test(given) && findSecrets(given).length === 0)
      return given;
    count += 1;
    return `${ours}-${count}`;
  };
}
