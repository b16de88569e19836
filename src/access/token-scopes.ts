import type { Issuer } from './issuer.ts';
import { isScope, type Scope } from './scopes.ts';

/** Claims that hold several words in one text (RFC 9068, 2.2.3; Entra ID calls it scp). */
const wordLists: ReadonlySet<string> = new Set(['scope', 'scp']);

/** What a token's claims allow. Values that are not in the settings allow nothing. */
export function scopesOf(
  claims: Readonly<Record<string, unknown>>,
  { claim, scopes }: Pick<Issuer, 'claim' | 'scopes'>,
): Scope[] {
  const allowed = valuesOf(claims, claim).flatMap((value) => {
    if (scopes === undefined) return isScope(value) ? [value] : [];
    return Object.hasOwn(scopes, value) ? (scopes[value] ?? []) : [];
  });
  return [...new Set(allowed)];
}

function valuesOf(claims: Readonly<Record<string, unknown>>, claim: string): string[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  if (typeof value === 'string') return wordLists.has(claim) ? value.split(' ') : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
