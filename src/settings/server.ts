import { Type } from 'typebox';
import { type LogLevel, logLevels } from '../lib/log.ts';
import { type Setting, text, wholeNumber } from './setting.ts';

const logLevel: Setting<LogLevel> = {
  env: 'CULPRIT_LOG_LEVEL',
  doc: 'The least that is logged. Requests are logged at `info`; evidence never is.',
  kind: `one of ${logLevels.join(', ')}`,
  schema: Type.Enum([...logLevels]),
  default: 'info',
};

export const serverSettings = {
  host: text<string>({
    env: 'CULPRIT_HOST',
    doc: 'Address to listen on: a loopback address, until there is a key or an OIDC issuer (docs/access.md).',
    default: '127.0.0.1',
  }),
  port: wholeNumber<number>(
    { minimum: 0, maximum: 65_535 },
    { env: 'CULPRIT_PORT', doc: 'Port to listen on; 0 takes a free one.', default: 8321 },
  ),
  logLevel,
};
