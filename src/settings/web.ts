import { Type } from 'typebox';
import { type Setting, wholeNumber } from './setting.ts';

const corsOrigins: Setting<readonly string[]> = {
  env: 'CULPRIT_CORS_ORIGINS',
  doc: 'Origins whose web pages may ask with a key, exactly as browsers write them. Unless set, none may.',
  kind: 'origins with commas between them, such as https://console.example.com',
  schema: Type.Array(Type.String({ pattern: '^https?://[a-z0-9.\\[\\]:-]+$' })),
  default: [],
};

/** What browsers are told. */
export const webSettings = {
  corsOrigins,
  hstsSeconds: wholeNumber<number>(
    { minimum: 0, maximum: 63_072_000 },
    {
      env: 'CULPRIT_HSTS_SECONDS',
      doc: 'How long browsers are to insist on TLS (Strict-Transport-Security); 0: they are not told. Set it where TLS stands in front.',
      default: 0,
    },
  ),
};
