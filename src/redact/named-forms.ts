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
const value = String.raw`(?:(?<=\\")[^"\\\r\n]+|(?<=")(?:\\[^\r\n]|[^"\\\r\n])+|(?<=')[^'\r\n]+|(?<=\x60)[^\x60\r\n]+|(?<!["'\x60])[^\s"'\x60\\,;&|<>(){}[\]=-][^\s"'\x60\\,;&|<>(){}[\]]*)`;
/** As above, but as far as the next space: within a line of settings nothing else ends a value. */
const toSpace = String.raw`(?:(?<=\\")[^"\\\r\n]+|(?<=")(?:\\[^\r\n]|[^"\\\r\n])+|(?<=')[^'\r\n]+|(?<=\x60)[^\x60\r\n]+|(?<!["'\x60])[^\s"'\x60<>(){}[\]|=][^\s"'\x60]*)`;
/** JSON in a string of JSON in a string has three backslashes before it. */
const quote = String.raw`\\{0,7}["']`;
const quotes = String.raw`(?:${quote}|\x60)?`;
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
    form(String.raw`${named}(?:${quote})?[ \t]{0,40}(?:=>|:?=)(?!=)[ \t]{0,4}${quotes}`),
    // A colon before a quote: JSON, also within a string, YAML, and structs as Go prints them.
    form(String.raw`${named}(?:${quote})?[ \t]{0,4}:\s{0,8}(?:${quote}|\x60)`),
    form(String.raw`${lineStart}${named}["']?[ \t]{0,4}:[ \t]{1,40}`, `${unquoted}${rest}`),
    form(String.raw`(?<=--?[A-Za-z][\w.-]{0,40}|--)${named}[ \t]{1,4}${quotes}`),
    ...apart(named, form),
    form(String.raw`(?<=;[ \t]{0,4})${named}=\{(?!\{)`, String.raw`[^{}\r\n]{1,256}(?=\})`),
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
    ...(inProse ? [{ ...form(String.raw`${named}[ \t]{0,2}:[ \t]{0,4}`), isPlausible: both }] : []),
  ];
}

/** The value stands on another line than its name, or is another item: blocks of YAML, lists of arguments, pairs, outputs of Terraform. */
function apart(named: string, form: (before: string, secret?: string) => KeywordForm): KeywordForm[] {
  const flag = String.raw`(?<=--[\w.-]{0,40})${named}`;
  return [
    form(String.raw`${lineStart}${named}["']?:[ \t]{1,4}[|>][-+\d]{0,2}[ \t]{0,4}\r?\n[ \t]{1,64}`, block),
    form(String.raw`${flag}${quote},\s{0,64}${quote}(?!-)`),
    form(String.raw`${flag}["']?\r?\n[ \t]{0,64}- ["']?(?!-)`),
    form(
      String.raw`${named}(?:${quote})?,?\s{1,64}(?:- )?(?:${quote})?value(?:${quote})?[ \t]{0,4}[:=][ \t]{0,4}${quotes}`,
      toSpace,
    ),
    form(String.raw`${named}${quote},${quote}value${quote}[ \t]{0,4}:[ \t]{0,4}${quote}`),
    form(
      String.raw`${named}${quote}[ \t]{0,4}:\s{0,8}\{[^{}]{0,200}?${quote}value${quote}[ \t]{0,4}:[ \t]{0,4}${quote}`,
    ),
  ];
}

/** One word, so that a sentence behind a colon stays what it is. */
const unquoted = String.raw`[^\s"'\x60<>(){}[\]|,][^\s"'\x60]*`;

/** The lines of a block in YAML, which its first one indents. */
const block = String.raw`(?<=\n(?<indent>[ \t]{1,64}))\S[^\r\n]*(?:\r?\n\k<indent>[^\r\n]+)*`;
