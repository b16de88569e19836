import { keyState } from '../../access/key-state.ts';
import type { KeyRecord } from '../../access/ports.ts';
import { systemClock } from '../../lib/clock.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { type Finding, linesOf } from './finding.ts';

const { ok, warn, fail } = linesOf('keys');

const SOON_MILLISECONDS = 14 * 24 * 60 * 60 * 1000;

/** Who may ask: keys, an issuer, or anybody on this machine. */
export function checkKeys(
  keys: readonly KeyRecord[],
  { host, hasIssuer }: { host: string; hasIssuer: boolean },
): Finding[] {
  const valid = keys.filter((key) => keyState(key, systemClock) === 'valid');
  const expired = keys.filter((key) => keyState(key, systemClock) === 'expired').map(({ name }) => name);
  const soon = new Date(systemClock.now().getTime() + SOON_MILLISECONDS).toISOString();
  const ending = valid
    .filter(({ expiresAt }) => expiresAt !== null && expiresAt < soon)
    .map(({ name }) => name);
  return [
    ...checkEntry({ made: keys.length, valid: valid.length, host, hasIssuer }),
    ...(expired.length === 0
      ? []
      : [
          warn(
            `Expired: ${expired.join(', ')}. Who still uses them is refused.`,
            'Make new ones (culprit keys create), and revoke these.',
          ),
        ]),
    ...(ending.length === 0
      ? []
      : [
          warn(
            `They expire within two weeks: ${ending.join(', ')}.`,
            'Make new ones in time: culprit keys create.',
          ),
        ]),
  ];
}

interface Entry {
  made: number;
  valid: number;
  host: string;
  hasIssuer: boolean;
}

function checkEntry({ made, valid, host, hasIssuer }: Entry): Finding[] {
  if (made === 0 && !hasIssuer)
    return [
      isLoopback(host)
        ? ok('There is no key: everybody on this machine may do everything, and nobody else can connect.')
        : fail(
            `CULPRIT_HOST is ${host}, but there is no key and no issuer: the server does not start.`,
            'culprit keys create, or set CULPRIT_OIDC_ISSUER (docs/access.md).',
          ),
    ];
  if (valid === 0 && !hasIssuer)
    return [
      fail(
        'No key is valid any more, and there is no issuer: every request is refused.',
        'culprit keys create',
      ),
    ];
  return [ok(`${valid} of ${made} keys are valid${hasIssuer ? ', and an OIDC issuer is set' : ''}.`)];
}
