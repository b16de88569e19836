/** Quotes around a word, as shells take them off. */
const withoutQuotes = (word: string): string => word.replace(/^(["'])(.*)\1$/, '$2');

/** The value of `--flag VALUE` or `--flag=VALUE`, in words or in a raw command line; `null` when it is not there. */
export function flagValue(words: readonly string[], ...names: readonly string[]): string | null {
  for (const [position, word] of words.entries()) {
    if (names.includes(word)) return withoutQuotes(words[position + 1] ?? '');
    const equals = word.indexOf('=');
    if (equals > 0 && names.includes(word.slice(0, equals))) return withoutQuotes(word.slice(equals + 1));
  }
  return null;
}
