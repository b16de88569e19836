import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { CulpritError } from '../lib/errors.ts';
import { secureAddress } from '../lib/secure-address.ts';
import type { Issuer } from './issuer.ts';

export interface KeyTiming {
  /** How long the issuer may take to answer. */
  timeoutMilliseconds: number;
  /** How often, at most, its keys are asked for again when a token names one that is not known. */
  cooldownMilliseconds: number;
}

const standard: KeyTiming = { timeoutMilliseconds: 5000, cooldownMilliseconds: 30_000 };

/**
 * The issuer's public keys, found by its discovery document (OpenID Connect Discovery 1.0), kept for ten minutes, and asked
 * for again when a token names another one. Rejects with `unavailable` when they cannot be had, else as jose does.
 */
export function issuerKeys(
  { issuer, jwksUri }: Pick<Issuer, 'issuer' | 'jwksUri'>,
  timing: KeyTiming = standard,
): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | null = null;
  const find = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(new URL(jwksUri ?? (await discover(issuer, timing))), {
      timeoutDuration: timing.timeoutMilliseconds,
      cooldownDuration: timing.cooldownMilliseconds,
    });
  return async (header, token) => {
    found ??= find();
    try {
      return await (await found.catch(forgetting))(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : unavailable(error);
    }
  };

  function forgetting(error: unknown): never {
    found = null;
    throw error;
  }
}

/** The address of the keys. */
async function discover(issuer: string, { timeoutMilliseconds }: KeyTiming): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  const document: unknown = response.ok ? await response.json() : null;
  if (
    document === null ||
    typeof document !== 'object' ||
    !('issuer' in document) ||
    !('jwks_uri' in document)
  )
    throw new Error('There is no discovery document.');
  // Else whoever answers at the address could speak for another issuer (Discovery 1.0, 4.3).
  if (document.issuer !== issuer) throw new Error('The discovery document is that of another issuer.');
  const address = String(document.jwks_uri);
  if (!secureAddress.test(address)) throw new Error('The address of the keys is not an https:// one.');
  return address;
}

const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

const unavailable = (cause: unknown): CulpritError =>
  new CulpritError('unavailable', 'The keys of the OIDC issuer cannot be had now.', { cause });
