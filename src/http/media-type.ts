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

/** Throws `unsupported-media-type` for a body that is compressed, which would not be UTF-8. */
export function refuseEncoded(contentEncoding: string | undefined): void {
  if (contentEncoding === undefined || /^(?:identity)?$/i.test(contentEncoding.trim())) return;
  throw new CulpritError(
    'unsupported-media-type',
    'The body has a Content-Encoding, and compressed bodies are not read; send it as it is.',
  );
}

function unsupported(type: string, accepted: readonly BodyKind[]): CulpritError {
  if (type === 'multipart/form-data' && accepted.includes('text'))
    return new CulpritError(
      'unsupported-media-type',
      'The body is a form of several parts, as curl -F makes it; send a file with curl --data-binary @file.',
    );
  const readable = accepted.includes('text') ? 'application/json or text/plain' : 'application/json';
  const message = type === '' ? 'The request has no Content-Type' : 'The body is of another type';
  return new CulpritError('unsupported-media-type', `${message}; this operation reads ${readable}.`);
}
