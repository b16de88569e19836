import { isNoWord } from './kept-values.ts';
import type { KeywordForm } from './secret-kind.ts';

interface Named {
  /** Source of a pattern that matches the end of the name, and begins with each keyword. */
  name: string;
  /** Asked of every value. */
  isPlausible?: (value: string) => boolean;
  /** Whether `name: value` within a line of prose is one, too. */
  inProse?: boolean;
}

/** A value in quotes ends with them; another one at a space, or at what ends values in lists, URLs and shells. */
const value = String.raw`(?:(?<=\\")[^"\\\r\n]+|(?<=")[^"\r\n]+|(?<=')[^'\r\n]+|(?<=\x60)[^\x60\r\n]+|(?<!["'\x60])[^\s"'\x60\\,;&|<>(){}[\]=-][^\s"'\x60\\,;&|<>(){}[\]]*)`;
/** As above, but as far as the next space: within a line of settings nothing else ends a value. */
const toSpace = String.raw`(?:(?<=\\")[^"\\\r\n]+|(?<=")[^"\r\n]+|(?<=')[^'\r\n]+|(?<=\x60)[^\x60\r\n]+|(?<!["'\x60])[^\s"'\x60<>(){}[\]|=][^\s"'\x60]*)`;
const quotes = String.raw`(?:\\?["']|\x60)?`;
const rest = String.raw`[ \t]{0,8}(?=[#\r\n]|$)`;
/** The key of a mapping, or what a command prints as one, begins its line. */
const lineStart = String.raw`(?<=(?:^|\n|\\n)[ \t]{0,64}(?:[-+>|*?][ \t]{1,4})?["']?[\w.-]{0,64})`;

/** The name begins the row of a table; in one with edges, columns may stand before it. */
const rowStart = String.raw`(?<=(?:^|\n)[ \t]{0,16}[\w-]{0,40})`;
const edgedRowStart = String.raw`(?<=(?:^|\n)[|][| \t\w-]{0,80})`;

/** `export NAME=value` in a file or a listing of variables. */
const variableStart = String.raw`(?<=(?:^|\n|\\n)[ \t]{0,64}(?:export |set |env |- |\$env:)?[\w.-]{0,64})`;

/** The ways in which a named secret is written: `NAME=value`, `name: value`, JSON, flags, pairs of name and value, XML, tables. */
export function namedForms({ name, isPlausible = () => true, inProse = false }: Named): KeywordForm[] {
  const named = String.raw`(?:${name})(?:[_-]?\d{1,3})?`;
  const form = (before: string, secret = value): KeywordForm => ({
    before: new RegExp(before, 'iy'),
    secret: new RegExp(secret, 'iy'),
    isPlausible,
  });
  const both = (text: string): boolean => isPlausible(text) && text.length >= 6 && isNoWord(text);
  return [
    form(`${variableStart}${named}=(?!=)${quotes}`, toSpace),
    form(String.raw`${named}\\?["']?[ \t]{0,40}(?::?=|=>)(?!=)[ \t]{0,4}${quotes}`),
    // A colon before a quote: JSON, also within a string, YAML, and structs as Go prints them.
    form(String.raw`${named}\\?["']?[ \t]{0,4}:\s{0,8}(?:\\"|"|'|\x60)`),
    form(String.raw`${lineStart}${named}["']?[ \t]{0,4}:[ \t]{1,40}`, `${unquoted}${rest}`),
    form(String.raw`(?<=--?[A-Za-z][\w.-]{0,40}|--)${named}[ \t]{1,4}${quotes}`),
    form(
      String.raw`${named}\\?["']?,?\s{1,64}(?:- )?\\?["']?value\\?["']?[ \t]{0,4}:[ \t]{0,4}${quotes}`,
      toSpace,
    ),
    form(String.raw`${named}\\?",\\?"value\\?"[ \t]{0,4}:[ \t]{0,4}\\?"`),
    form(`${named}>`, String.raw`[^<>\s]+(?=</)`),
    // What is cheap is asked first: the spaces behind, then what stands before.
    {
      ...form(String.raw`(?=${named}[ \t]{2})${rowStart}${named}[ \t]{2,40}`, `${unquoted}${rest}`),
      isPlausible: both,
    },
    {
      ...form(String.raw`(?=${named}[ \t]{1,40}[|])${edgedRowStart}${named}[ \t]{1,40}[|][ \t]{1,40}`),
      isPlausible: both,
    },
    ...(inProse ? [{ ...form(String.raw`${named}[ \t]{0,2}:[ \t]{1,4}`), isPlausible: both }] : []),
  ];
}

/** One word, so that a sentence behind a colon stays what it is. */
const unquoted = String.raw`[^\s"'\x60<>(){}[\]|,][^\s"'\x60]*`;
