/** Every code an answer can carry. Codes are stable: clients branch on them. */
export type ErrorCode =
  | 'invalid-json'
  | 'invalid-request'
  | 'unknown-fact'
  | 'invalid-fact-value'
  | 'empty-evidence'
  | 'too-large'
  | 'unsupported-media-type'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'idempotency-key-reused'
  | 'precondition-failed'
  | 'precondition-required'
  | 'rule-refused'
  | 'rate-limited'
  | 'overloaded'
  | 'timeout'
  | 'invalid-rule'
  | 'invalid-rulebook'
  | 'invalid-setting'
  | 'unavailable';

export interface ErrorDetail {
  /** JSON pointer (RFC 6901) into what was submitted. */
  pointer: string;
  message: string;
}

/** An error with a stable code that its receiver can act on. Nothing here knows HTTP: http/problem.ts does. */
export class CulpritError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: readonly ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CulpritError';
    this.code = code;
    this.details = options.details ?? [];
  }
}
