import type { Scope } from './scopes.ts';

/** An OpenID Connect issuer whose tokens are accepted, as the settings name it. */
export interface Issuer {
  /** As its tokens and its discovery document say it, to the last slash. */
  issuer: string;
  /** Whom its tokens must be for. */
  audience: string;
  /** Where its keys are; `undefined`: where its discovery document says. */
  jwksUri: string | undefined;
  /** The claim that tells what the bearer may do. */
  claim: string;
  /** What each of the claim's values allows; `undefined`: the values are names of scopes. */
  scopes: Readonly<Record<string, readonly Scope[]>> | undefined;
}
