import { findSecrets } from '../redact/find-secrets.ts';
import { type Finding, finding } from './finding.ts';

/** The secrets in a rule's or a test's texts: they would be published with it. The messages name kinds, never a secret. */
export function checkSecrets(value: unknown, pointer = ''): Finding[] {
  if (typeof value === 'string') return inText(value, () => pointer);
  if (value === null || typeof value !== 'object') return [];
  // The lines of a text: a key of several lines is none in any of them alone.
  if (Array.isArray(value) && value.every((line) => typeof line === 'string'))
    return inText(value.join('\n'), (line) => `${pointer}/${line}`);
  return Object.entries(value).flatMap(([key, inner]) => [
    ...inText(key, () => pointer),
    ...checkSecrets(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  ]);
}

function inText(text: string, at: (line: number) => string): Finding[] {
  return findSecrets(text).map(({ kind, start }) =>
    finding(
      'secret-in-rule',
      at(text.slice(0, start).split('\n').length - 1),
      `holds a secret of the kind ${kind}`,
    ),
  );
}
