/** What a terminal obeys, and what turns the direction of what follows: a text may look like another one by them. */
const controls = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** A text with its control characters shown as JSON writes them (`\u001b`). Line feeds stay. */
export const visible = (text: string): string =>
  text.replace(controls, (character) => (character === '\n' ? character : escaped(character)));

/** A JSON value with the control characters in its texts shown, line feeds too: each text is to stay on its line. */
export function visibleIn<T>(value: T): T {
  // Arrays, objects and texts stay what they are, so that the shape does not change.
  return shown(value) as T;
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(controls, escaped);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(shown);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [shown(key), shown(inner)]));
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
