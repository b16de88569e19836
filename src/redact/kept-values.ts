import { REDACTED_WORD } from './redacted-word.ts';

/** What stands where a secret would, and says nothing: masks, variables, templates, and words for nothing. */
const placeholder = new RegExp(
  [
    '[*.x•#_-]+',
    '%[A-Za-z_]+%',
    '<.*',
    String.raw`\{\{.*`,
    String.raw`[[(]?(?:redacted|masked|hidden|omitted|sensitive(?: value)?|none|null|nil|true|false|yes|no|undefined|unset|empty|string|required|optional|data\+omitted|valuefrom|secretkeyref)[\])]?`,
    // A path names the file that holds the secret.
    String.raw`~?/[\w.-]+(?:/[\w.-]+)+/?`,
  ]
    .map((one) => `^${one}$`)
    .join('|'),
  'i',
);

/** Variables of shells and manifests, and what manuals write in the place of a secret. */
const example =
  /^(?:\$(?:[A-Z_][A-Z0-9_]*|\{.*|\(.*)|(?:YOUR|MY|THE|USER|DB)?[_-]?(?:PASSWORD|PASSWD|TOKEN|SECRET|KEY|API[_-]?KEY|CHANGEME))$/;

/** Longer ones are secrets whatever they look like: looking at all of them again and again would take quadratic time. */
const LONGEST_PLACEHOLDER = 256;

/** Whether a value that stands where a secret would is none: a placeholder, or a secret that was redacted before. */
export const isKept = (value: string): boolean =>
  value === '' ||
  (isShort(value)
    ? placeholder.test(value) || example.test(value) || value.includes('***') || REDACTED_WORD.test(value)
    : /^(?:\s|\\r?\\?n){0,64}REDACTED-/.test(value));

/** Whether the plausibility of a secret is asked for at all. */
export const isShort = (value: string): boolean => value.length <= LONGEST_PLACEHOLDER;

/** Digits beside letters, and neither a name of Kubernetes (`db-creds-2`) nor a number with its unit; or a UUID. */
export const looksRandom = (value: string): boolean =>
  value.length >= 8 &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  (/[A-Z!@#$%^&*~+=_]/.test(value) ||
    /^[a-z0-9]{16,}$/.test(value) ||
    /^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(value) ||
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value));

/** A digit or a sign: words of prose have neither. */
export const isNoWord = (value: string): boolean => /[\d!@#$%^&*~+=]/.test(value);
