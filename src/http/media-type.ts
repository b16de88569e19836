import { CulpritError } from '../lib/errors.ts';

/** What a body is read as. */
export type BodyKind = 'json' | 'text' | 'form';

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/json': 'json',
  'text/plain': 'text',
  'application/x-www-form-urlencoded': 'form',
};

/** The kind of a body by its Content-Type. Throws `unsupported-media-type` for what is not `accepted`, or not UTF-8. */
export function bodyKind(contentType: string | undefined, accepted: readonly BodyKind[]): BodyKind {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined || !accepted.includes(kind)) throw unsupported(type, accepted);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(charset.replaceAll('"', '')))
    throw new CulpritError('unsupported-media-type', 'The body must be in UTF-8.');
  return kind;
}

function unsupported(type: string, accepted: readonly BodyKind[]): CulpritError {
  const readable = accepted.includes('text') ? 'application/json or text/plain' : 'application/json';
  const message = type === '' ? 'The request has no Content-Type' : 'The body is of another type';
  return new CulpritError('unsupported-media-type', `${message}; this operation reads ${readable}.`);
}
