import { CulpritError } from '../lib/errors.ts';
import type { Scope } from './scopes.ts';

/** The actor is known, and may not do this. */
export class MissingScope extends CulpritError {
  readonly scope: Scope;

  constructor(scope: Scope, message: string) {
    super('forbidden', message);
    this.scope = scope;
  }
}

/** Nothing valid says who asks. */
export class Unauthenticated extends CulpritError {
  /** Whether a key or a token was shown at all. */
  readonly shown: boolean;
  /** The id of the key that was shown, which is no secret. */
  readonly key: string | undefined;

  constructor(message: string, { shown, key, cause }: { shown: boolean; key?: string; cause?: unknown }) {
    super('unauthenticated', message, cause === undefined ? {} : { cause });
    this.shown = shown;
    this.key = key;
  }
}
