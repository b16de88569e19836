import { REDACTED_WORD } from './redacted-word.ts';
import { secretKinds } from './secret-kinds.ts';

export interface RedactedWord {
  kind: string;
  word: string;
}

const known: ReadonlySet<string> = new Set(secretKinds.map(({ id }) => id));
const words = new RegExp(REDACTED_WORD, 'g');

/** The words in a text that stand for secrets, whoever put them there, in their order. */
export const redactedIn = (text: string): RedactedWord[] =>
  text.includes('REDACTED-')
    ? Array.from(text.matchAll(words), ([word, kind = '']) => ({ kind, word })).filter(({ kind }) =>
        known.has(kind),
      )
    : [];
