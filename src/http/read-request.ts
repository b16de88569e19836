import type { Context } from 'hono';
import type { Actor } from '../access/actor.ts';
import type { Idempotency } from '../cases/deps.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { CulpritError } from '../lib/errors.ts';
import { noTrace, type Trace } from '../lib/trace.ts';
import { decodeText } from './decode-text.ts';
import type { HttpDeps } from './http-deps.ts';
import { idempotencyOf } from './idempotency.ts';
import { bodyKind, refuseEncoded } from './media-type.ts';
import type { components } from './openapi-types.ts';
import { parseJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import type { RequestSchema } from './request-schemas.ts';
import { type TextLabel, textEvidence, textLabels } from './text-evidence.ts';

type Schemas = components['schemas'];
type Deps = Pick<HttpDeps, 'schemas' | 'requestBytes' | 'jsonValues' | 'metrics' | 'redaction'> & {
  actor: Actor;
  trace?: Trace;
};

export interface Submission<T> {
  body: T;
  idempotency: Idempotency | null;
}

type EvidenceQuery = Partial<Record<'limit' | TextLabel, string>>;

/**
 * The evidence of a request: JSON by the contract, or one text with its labels in the query.
 * `parameters`: what else may be in the query.
 */
export async function readEvidenceRequest(
  deps: Deps,
  context: Context,
  parameters: readonly 'limit'[] = [],
): Promise<Submission<Evidence> & { limit: string | undefined }> {
  refuseEncoded(context.req.header('content-encoding'));
  const bytes = await bodyOf(deps, context);
  // A command that printed nothing is evidence.
  if (bytes.byteLength === 0 && context.req.query('command') === undefined)
    throw new CulpritError('empty-evidence', 'The body is empty.');
  const kind = bodyKind(context.req.header('content-type'), ['json', 'text', 'form']);
  const text = decodeText(bytes);
  const query: EvidenceQuery = readQuery(
    context,
    kind === 'json' ? parameters : [...parameters, ...textLabels],
  );
  const { limit, ...labels } = query;
  const body = kind === 'json' ? jsonEvidence(deps, text) : textEvidence(deps, { text, kind, labels });
  return { body, idempotency: idempotencyOf(deps, context, bytes), limit };
}

async function bodyOf(
  { requestBytes, metrics, trace = noTrace }: Deps,
  context: Context,
): Promise<Uint8Array> {
  const bytes = await trace.step('read body', () => readBody(context, requestBytes));
  metrics.received(bytes.byteLength);
  return bytes;
}

function jsonEvidence(deps: Deps, text: string): Evidence {
  const {
    facts = [],
    texts = [],
    platform,
  } = deps.schemas.check('Evidence', parseJson(text, deps.jsonValues), text.length);
  return { facts, texts, ...(platform === undefined ? {} : { platform }) };
}

/** A JSON body by one of the contract's schemas; `absent` stands for an empty one where that is allowed. */
export async function readJsonRequest<Name extends RequestSchema>(
  deps: Deps,
  context: Context,
  { name, absent }: { name: Name; absent?: Schemas[Name] },
): Promise<Submission<Schemas[Name]>> {
  refuseEncoded(context.req.header('content-encoding'));
  const bytes = await bodyOf(deps, context);
  readQuery(context, []);
  if (bytes.byteLength === 0 && absent !== undefined) return { body: absent, idempotency: null };
  bodyKind(context.req.header('content-type'), ['json']);
  const body = deps.schemas.check(name, parseJson(decodeText(bytes), deps.jsonValues), bytes.byteLength);
  return { body, idempotency: idempotencyOf(deps, context, bytes) };
}
