import { Type } from 'typebox';
import { type Setting, text } from './setting.ts';

const databaseUrl: Setting<string | undefined> = {
  env: 'DATABASE_URL',
  doc: 'PostgreSQL database that keeps the cases, in place of the SQLite file.',
  kind: 'an address that begins with postgres:// or postgresql://',
  schema: Type.String({ pattern: '^postgres(ql)?://' }),
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
};
