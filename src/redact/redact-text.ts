import { type FoundSecret, findSecrets, type SecretFinder } from './find-secrets.ts';
import { plainSigns } from './plain-signs.ts';
import { redactedWord } from './redacted-word.ts';

/** Says what tells a secret from others: five characters of a–z and 2–7. */
export type TagOf = (secret: string) => string;

/** What is uncovered when another secret is gone is redacted, too; no text needs as many rounds. */
const MOST_ROUNDS = 8;

/**
 * The text with a word in place of each secret. Texts without a secret come back as they are; no line is added or taken away,
 * and redacting again changes nothing. Takes time linear in the text.
 */
export function redactText(
  text: string,
  {
    tagOf,
    tell = () => {},
    find = findSecrets,
  }: { tagOf: TagOf; tell?: (kind: string) => void; find?: SecretFinder },
): string {
  let redacted = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = find(plainSigns(redacted));
    if (found.length === 0) return redacted;
    for (const { kind } of found) tell(kind);
    redacted = replaced(redacted, found, tagOf);
  }
  return redacted;
}

function replaced(text: string, found: readonly FoundSecret[], tagOf: TagOf): string {
  const parts: string[] = [];
  let behind = 0;
  for (const { start, end, kind } of found) {
    const secret = text.slice(start, end);
    const word = redactedWord(kind, tagOf(secret.trim()));
    parts.push(text.slice(behind, start), covered(secret, word, text[end] ?? ''));
    behind = end;
  }
  parts.push(text.slice(behind));
  return parts.join('');
}

/** A secret of several lines keeps them, each with its indentation. What follows must not look like a part of the word. */
function covered(secret: string, word: string, next: string): string {
  if (/\S[ \t]*[\r\n]|^[ \t]*[\r\n]/.test(secret)) return secret.replace(/[^\s][^\r\n]*/g, word);
  // In a string, the line ends around a key are written as `\n`.
  const [head = ''] = /^(?:\\r?\\n|\\n|\s+)/.exec(secret) ?? [];
  const [tail = /[\w-]/.test(next) ? ' ' : ''] = /(?:\\n|\s+)$/.exec(secret) ?? [];
  return head + word + tail;
}
