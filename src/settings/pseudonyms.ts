import { Type } from 'typebox';
import type { Setting } from './setting.ts';

const pseudonymKey: Setting<string | undefined> = {
  env: 'CULPRIT_PSEUDONYM_KEY',
  doc: 'The key of the pseudonyms that `culprit diagnose --pseudonymise` and `culprit pseudonymise` give: equal keys, equal pseudonyms (docs/pseudonymise.md). Unless set, each run draws its own.',
  kind: 'a text of at least 16 characters',
  schema: Type.String({ minLength: 16 }),
  default: undefined,
  secret: true,
};

const pseudonymise: Setting<'on' | 'off'> = {
  env: 'CULPRIT_PSEUDONYMISE',
  doc: 'With `on`, the server keeps the evidence of cases with pseudonyms only, under a key for each case (docs/pseudonymise.md).',
  kind: 'on or off',
  schema: Type.Enum(['on', 'off']),
  default: 'off',
};

export const pseudonymSettings = { pseudonymKey, pseudonymise };
