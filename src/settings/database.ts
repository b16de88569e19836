import { Type } from 'typebox';
import { type Setting, text, wholeNumber } from './setting.ts';

const databaseUrl: Setting<string | undefined> = {
  env: 'DATABASE_URL',
  doc: 'PostgreSQL database that keeps the cases, in place of the SQLite file.',
  kind: 'an address that begins with postgres:// or postgresql://',
  schema: Type.String({ pattern: '^postgres(ql)?://' }),
  default: undefined,
  secret: true,
};

const redactionKey: Setting<string | undefined> = {
  env: 'CULPRIT_REDACTION_KEY',
  doc: 'The key under which words for redacted secrets are told apart, the same for all processes of a database. Unless set, one is made and kept in the database (docs/redaction.md).',
  kind: 'a text of at least 32 characters',
  schema: Type.String({ minLength: 32 }),
  default: undefined,
  secret: true,
};

export const databaseSettings = {
  database: text<string>({
    env: 'CULPRIT_DATABASE',
    doc: 'SQLite file that keeps the cases, made when it is not there. `:memory:` forgets them at the end.',
    default: 'culprit.db',
  }),
  databaseUrl,
  retentionDays: wholeNumber<number | undefined>(
    { minimum: 1, maximum: 36_500 },
    {
      env: 'CULPRIT_RETENTION_DAYS',
      doc: 'For how many days a case is kept after its last submission or confirmation. Unless set, for ever (docs/operations.md).',
      default: undefined,
    },
  ),
  redactionKey,
};
