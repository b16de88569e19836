import { NeedleIndex } from '../lib/needle-index.ts';
import { isKept, isShort } from './kept-values.ts';
import { REDACTED_WORD } from './redacted-word.ts';
import type { KeywordForm, Range, SecretKind } from './secret-kind.ts';
import { secretKinds } from './secret-kinds.ts';

export interface FoundSecret extends Range {
  kind: string;
}

interface Hit {
  start: number;
  kind: number;
}

/** Finds the secrets of these kinds in a text, in order and without overlap, in time linear in the text. */
export type SecretFinder = (text: string) => readonly FoundSecret[];

/** Words of earlier redactions hold keywords, and are none. */
const WORDS = -1;
const word = new RegExp(REDACTED_WORD, 'y');

export function secretFinder(kinds: readonly SecretKind[]): SecretFinder {
  const keywords = [
    { literal: 'REDACTED-', kind: WORDS },
    ...kinds.flatMap(({ keywords: literals }, kind) => literals.map((literal) => ({ literal, kind }))),
  ];
  const index = new NeedleIndex(keywords.map(({ literal }) => literal));
  const lengths = keywords.map(({ literal }) => literal.length);
  const owners = keywords.map(({ kind }) => kind);
  const hitsIn = (text: string): Hit[] => {
    const hits: Hit[] = [];
    index.scan(text, (needle, end) =>
      hits.push({ start: end - (lengths[needle] ?? 0), kind: owners[needle] ?? WORDS }),
    );
    return hits.sort((a, b) => a.start - b.start || a.kind - b.kind);
  };
  return (text) => {
    const hits = hitsIn(text);
    if (hits.length === 0) return [];
    const whole = wholeSecrets(text, kinds, hits);
    // Others are looked for when these are gone: they would lie within each other.
    return whole.length > 0 ? whole : secretsAt(text, kinds, hits);
  };
}

/** What the forms find that look at the whole text, for each kind whose keyword stands in it. */
function wholeSecrets(text: string, kinds: readonly SecretKind[], hits: readonly Hit[]): FoundSecret[] {
  const found = [...new Set(hits.map(({ kind }) => kind))].flatMap((position) => {
    const { id = '', forms = [] } = kinds[position] ?? {};
    return forms.flatMap((form) =>
      'find' in form ? Array.from(form.find(text), (range) => ({ ...range, kind: id })) : [],
    );
  });
  const ordered = found
    .filter(({ start, end }) => !isKept(text.slice(start, end)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return ordered.filter((one) => {
    const isFirst = one.start >= end;
    if (isFirst) end = one.end;
    return isFirst;
  });
}

/** What begins at the keywords. A keyword within a secret that was found is a part of it. */
function secretsAt(text: string, kinds: readonly SecretKind[], hits: readonly Hit[]): FoundSecret[] {
  const found: FoundSecret[] = [];
  let behind = 0;
  for (const [i, { start, kind: position }] of hits.entries()) {
    if (start < behind) continue;
    if (position === WORDS) {
      word.lastIndex = start;
      if (word.test(text)) behind = word.lastIndex;
      continue;
    }
    const kind = kinds[position];
    const range = kind && secretAt(text, kind, start);
    if (!range) continue;
    const secret = shaped({ ...range, kind: kind.id }, { text, kinds, hits, from: i + 1 });
    found.push(secret);
    behind = secret.end;
  }
  return found;
}

/** What a name gave away may be told better by its own shape: `token:` before a JSON Web Token, or before a key in PEM. */
function shaped(
  secret: FoundSecret,
  {
    text,
    kinds,
    hits,
    from,
  }: { text: string; kinds: readonly SecretKind[]; hits: readonly Hit[]; from: number },
): FoundSecret {
  for (let i = from; (hits[i]?.start ?? text.length) <= secret.start; i++) {
    const { start = -1, kind: position = WORDS } = hits[i] ?? {};
    const kind = start === secret.start ? kinds[position] : undefined;
    const own = kind && secretAt(text, kind, start);
    // From its first character on it is the whole; behind a heading, only what is secret.
    if (own)
      return {
        start: own.start,
        end: own.start > secret.start ? own.end : Math.max(own.end, secret.end),
        kind: kind.id,
      };
  }
  return secret;
}

function secretAt(text: string, { forms }: SecretKind, keyword: number): Range | null {
  for (const form of forms) {
    const range = 'find' in form ? null : matchAt(text, form, keyword);
    if (range !== null) return range;
  }
  return null;
}

function matchAt(text: string, { before, secret, isPlausible }: KeywordForm, keyword: number): Range | null {
  before.lastIndex = keyword;
  if (!before.test(text)) return null;
  const start = before.lastIndex;
  secret.lastIndex = start;
  if (!secret.test(text)) return null;
  const end = secret.lastIndex;
  const value = text.slice(start, end);
  const isNone = isKept(value) || (isShort(value) && isPlausible?.(value) === false);
  return isNone ? null : { start, end };
}

export const findSecrets: SecretFinder = secretFinder(secretKinds);
