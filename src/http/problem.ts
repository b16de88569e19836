import { MissingScope, Unauthenticated } from '../access/refusal.ts';
import { CulpritError, type ErrorCode, type ErrorDetail } from '../lib/errors.ts';
import { redactPath, redactPointer } from '../redact/redact-path.ts';
import { redactForNow } from '../redact/redaction.ts';
import type { Answer } from './answer.ts';
import { TooBusy } from './load/too-busy.ts';
import type { components } from './openapi-types.ts';

type Problem = components['schemas']['Problem'];

/** The only table from an error's code to its HTTP status; the titles are what the reference says of the codes. */
export const problems: Readonly<Record<ErrorCode | 'internal', { status: number; title: string }>> = {
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request does not fit the contract' },
  'unknown-fact': { status: 400, title: 'The fact is not in the catalogue' },
  'invalid-fact-value': { status: 400, title: 'The value does not fit the fact' },
  'empty-evidence': { status: 400, title: 'There is no evidence in the request' },
  unauthenticated: { status: 401, title: 'Nothing valid says who asks' },
  forbidden: { status: 403, title: 'Who asks may not do this, or not from there' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'The path does not know the method' },
  conflict: { status: 409, title: 'Others changed the same thing at the same moment' },
  'too-large': { status: 413, title: 'The request is over a limit' },
  'unsupported-media-type': { status: 415, title: 'The operation does not read this type of body' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'precondition-failed': { status: 412, title: 'The thing was changed since it was read' },
  'rule-refused': { status: 422, title: 'The rule does not pass its checks' },
  'precondition-required': { status: 428, title: 'The request must say which state it changes' },
  'rate-limited': { status: 429, title: 'The client asks too often' },
  overloaded: { status: 503, title: 'The server has too much to do now' },
  timeout: { status: 408, title: 'The request did not arrive in time' },
  'invalid-rule': { status: 500, title: 'A rule is wrong' },
  'invalid-rulebook': { status: 500, title: 'The rulebook is wrong' },
  'invalid-setting': { status: 500, title: 'A setting is wrong' },
  internal: { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The database, or the issuer of tokens, cannot be used now' },
};

/** How many findings one answer names. */
const MOST_ERRORS = 20;

/** The path is known, the method is not; `allow` lists those that are. */
export class MethodNotAllowed extends CulpritError {
  readonly allow: string;

  constructor(allow: string) {
    super('method-not-allowed', `The path knows ${allow}.`);
    this.allow = allow;
  }
}

/** An error as problem details (RFC 9457). Of an error that the client cannot mend, only the request's id is told. */
export function problemAnswer(
  error: unknown,
  { requestId, path }: { requestId: string; path: string },
): Answer {
  const told = error instanceof CulpritError && isAnswerable(error.code) ? error : null;
  const code = told !== null && isAnswerable(told.code) ? told.code : 'internal';
  const { status, title } = problems[code];
  const problem: Problem = {
    type: `/docs#${code}`,
    title,
    status,
    detail: told ? redactForNow(told.message) : `The log says more under ${requestId}.`,
    instance: redactPath(path, redactForNow),
    code,
    requestId,
    ...(told === null || told.details.length === 0
      ? {}
      : { errors: told.details.slice(0, MOST_ERRORS).map(redactDetail) }),
  };
  return {
    status,
    body: JSON.stringify(problem),
    type: 'application/problem+json',
    headers: headersOf(status, error),
  };
}

/** Pointers hold the names of a client's properties, and messages may repeat what it sent; a finding's code stays. */
const redactDetail = (detail: ErrorDetail): ErrorDetail => ({
  ...detail,
  pointer: redactPointer(detail.pointer, redactForNow),
  message: redactForNow(detail.message),
});

const isAnswerable = (code: ErrorCode): code is Exclude<Problem['code'], 'internal'> =>
  problems[code].status !== 500;

/** By RFC 6750, 3: who has shown nothing is told of no error. */
function challengeOf(error: Unauthenticated | MissingScope): string {
  if (error instanceof MissingScope) return `Bearer error="insufficient_scope", scope="${error.scope}"`;
  return error.shown ? 'Bearer error="invalid_token"' : 'Bearer';
}

function headersOf(status: number, error: unknown): Record<string, string> {
  if (error instanceof MethodNotAllowed) return { allow: error.allow };
  if (error instanceof Unauthenticated || error instanceof MissingScope)
    return { 'www-authenticate': challengeOf(error) };
  if (error instanceof TooBusy) return { ...error.headers, 'retry-after': String(error.retryAfterSeconds) };
  return status === 503 ? { 'retry-after': '1' } : {};
}
