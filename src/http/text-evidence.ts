import type { Evidence } from '../evidence/evidence.ts';
import { CulpritError } from '../lib/errors.ts';
import type { HttpDeps } from './http-deps.ts';
import type { BodyKind } from './media-type.ts';

/** Query parameters that say about a text what JSON says beside it. */
export const textLabels = ['platform', 'command', 'host'] as const;
export type TextLabel = (typeof textLabels)[number];

interface TextBody {
  text: string;
  kind: BodyKind;
  labels: Partial<Record<TextLabel, string>>;
}

/** The evidence of a body that is one text. */
export function textEvidence(
  { schemas }: Pick<HttpDeps, 'schemas'>,
  { text, kind, labels }: TextBody,
): Evidence {
  refuseUnlabelledJson(text, kind);
  if (kind === 'form') refuseStrippedLines(text);
  if (text.includes('\0'))
    throw new CulpritError('invalid-request', 'The body has a NUL character.', {
      details: [{ pointer: '', message: 'has a NUL character' }],
    });
  const { platform, ...about } = labels;
  const body = { texts: [{ text, ...about }], ...(platform === undefined ? {} : { platform }) };
  const checked = schemas.check('Evidence', body, text.length);
  return { facts: [], texts: checked.texts ?? [], ...(checked.platform && { platform: checked.platform }) };
}

/** `curl -d '{"facts":…}'` without a type would be taken for a text in which nothing is understood. */
function refuseUnlabelledJson(text: string, kind: BodyKind): void {
  if (!/^\s*\{\s*"(?:facts|texts|platform)"/.test(text)) return;
  const said = kind === 'form' ? 'a form' : 'text/plain';
  throw new CulpritError(
    'unsupported-media-type',
    `The body is JSON, but its Content-Type says that it is ${said}; send it as application/json.`,
  );
}

/** Longer than what people type behind `-d`, in bytes. */
const TYPED_BYTES = 120;

/** `curl -d @file` takes the line ends out, and what is left means something else: sources read line by line. */
function refuseStrippedLines(text: string): void {
  if (/[\r\n]/.test(text) || Buffer.byteLength(text) <= TYPED_BYTES) return;
  throw new CulpritError(
    'invalid-request',
    'The body has no line end, as curl -d @file takes them out; send the file with curl --data-binary @file, and a single long line with a line end or as text/plain.',
    { details: [{ pointer: '', message: 'has no line end' }] },
  );
}
