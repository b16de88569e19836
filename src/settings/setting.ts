import { type TSchema, Type } from 'typebox';

export interface Setting<T> {
  /** Name in the environment. */
  env: string;
  doc: string;
  /** What it may be, in words that follow "must be". */
  kind: string;
  schema: TSchema;
  default: T;
  /** Not repeated in messages. */
  secret?: true;
}

/** A text that is not empty. */
export const text = <T extends string | undefined>(
  given: Omit<Setting<T>, 'schema' | 'kind'>,
): Setting<T> => ({
  kind: 'a text that is not empty',
  schema: Type.String({ minLength: 1 }),
  ...given,
});

export function wholeNumber<T extends number | undefined>(
  range: { minimum: number; maximum: number },
  given: Omit<Setting<T>, 'schema' | 'kind'>,
): Setting<T> {
  const kind = `a whole number from ${range.minimum} to ${range.maximum}`;
  return { kind, schema: Type.Integer(range), ...given };
}
