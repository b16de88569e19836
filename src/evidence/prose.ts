/** Chinese, Japanese and Korean script. */
const eastAsian = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/;

/** Words that sentences are made of, and commands are not. */
const sentenceWords = new Set(
  `a an are because been but can can't cannot could did do does doesn't fails failed for has have if is it its not now of our
  should so still that the then there these this those to was we were when which will with works would you your`.split(
    /\s+/,
  ),
);

const plainWord = /^[("'“‘]?[A-Za-z][A-Za-z'’-]*[)"'”’.,:;!?]{0,3}$/;

const isEastAsian = (text: string): boolean => eastAsian.test(text);

/** Whether a sentence of some human language, rather than something a program takes or prints. Errs towards no. */
export function isProse(line: string): boolean {
  const text = line.trim();
  if (text.length < 12 || text.length > 4000) return false;
  if (isEastAsian(text)) return eastAsianShare(text) > 0.3;
  if (!/^["'“‘(]?[A-Z]/.test(text) || !/[.:!?)]$/.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length < 5) return false;
  const plain = words.filter((word) => plainWord.test(word));
  return plain.length >= words.length * 0.7 && plain.some((word) => sentenceWords.has(word.toLowerCase()));
}

/** Whether words look like something said, not like a program's arguments. `ip a` is no sentence. */
export const soundsSpoken = (words: readonly string[]): boolean =>
  words.some((word) => (word !== 'a' && sentenceWords.has(word.toLowerCase())) || isEastAsian(word));

function eastAsianShare(text: string): number {
  let count = 0;
  for (const char of text) if (eastAsian.test(char)) count++;
  return count / text.length;
}
