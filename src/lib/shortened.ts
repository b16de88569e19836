const MOST_CHARACTERS = 200;

/** What somebody submitted, at a length that fits into a message. */
export const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : text;
