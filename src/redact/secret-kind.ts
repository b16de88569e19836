/** One kind of secret, as data. Patterns are sticky or global, and each takes time linear in the text, whatever it holds. */
export interface SecretKind {
  /** In kebab-case; stands in the word that takes the secret's place. */
  readonly id: string;
  /** What is matched, and which part of it is the secret. */
  readonly what: string;
  readonly why: string;
  /** Who describes the shape. */
  readonly reference: string;
  /** Literals (ASCII letters in either case) without which no secret of this kind is looked for. */
  readonly keywords: readonly string[];
  readonly forms: readonly SecretForm[];
}

export type SecretForm = KeywordForm | WholeForm;

/** A form that is looked for at each keyword. */
export interface KeywordForm {
  /** Sticky, from the keyword's first character on; what stands before the secret, and stays. */
  readonly before: RegExp;
  /** Sticky, from behind `before`; the secret itself. */
  readonly secret: RegExp;
  /** Whether the secret is more than an example or a word of prose. Only asked of secrets of 256 characters or less. */
  readonly isPlausible?: (secret: string) => boolean;
}

/** A form that is looked for in the whole text, once, when a keyword stands in it. */
export interface WholeForm {
  readonly find: (text: string) => Iterable<Range>;
}

/** Of a text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A form of what begins with the keyword itself. */
export const startingWith = (secret: RegExp): KeywordForm => ({ before: /(?:)/y, secret });

/** A form that is global instead of sticky: its group `secret` is the secret. */
export const anywhere = (pattern: RegExp): WholeForm => ({
  *find(text) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
      yield { start, end };
    }
  },
});
