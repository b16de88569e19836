import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import type { Actor } from './actor.ts';
import type { Issuer } from './issuer.ts';
import { issuerKeys, type KeyTiming } from './issuer-keys.ts';
import { Unauthenticated } from './refusal.ts';
import { scopesOf } from './token-scopes.ts';

/** Signatures by a key that only the issuer has. None of a shared secret: whoever knows a public key could make those. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** How far the issuer's clock may be from ours. */
const SKEW_SECONDS = 30;

/**
 * Tells who a JSON Web Token stands for (RFC 7519, checked as RFC 9068, 4 asks): of this issuer, for this audience, within
 * its time. Rejects with `unauthenticated`, and with `unavailable` while the issuer's keys cannot be had.
 */
export function tokenVerifier(
  issuer: Issuer,
  { clock, timing }: { clock: Clock; timing?: KeyTiming },
): (token: string) => Promise<Actor> {
  const keys = issuerKeys(issuer, timing);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: SKEW_SECONDS,
        currentDate: clock.now(),
      });
      return {
        kind: 'user',
        issuer: issuer.issuer,
        subject: subjectOf(payload),
        scopes: scopesOf(payload, issuer),
      };
    } catch (error) {
      if (error instanceof CulpritError) throw error;
      throw new Unauthenticated(reasonOf(error), { shown: true, cause: error });
    }
  };
}

/** ASCII of at most 255 characters (OpenID Connect Core 1.0, 2): it goes to the audit. */
function subjectOf({ sub }: JWTPayload): string {
  if (typeof sub === 'string' && /^[ -~]{1,255}$/.test(sub)) return sub;
  throw new Unauthenticated('The claim "sub" of the token does not fit.', { shown: true });
}

/** In our words: those of the library may quote the token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed && /^\w{1,20}$/.test(error.claim))
    return `The claim "${error.claim}" of the token does not fit.`;
  return 'The token is not valid.';
}
