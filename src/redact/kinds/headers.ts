import { isNoWord } from '../kept-values.ts';
import { type SecretKind, startingWith } from '../secret-kind.ts';

/** Tokens have digits, or are longer than any word. */
const isToken = (value: string): boolean => /\d/.test(value) || value.length >= 24;

/** What HTTP requests and answers carry of secrets. */
export const headerKinds: readonly SecretKind[] = [
  {
    id: 'bearer-token',
    what: 'what follows `Bearer` in an Authorization header, a curl command or a trace',
    why: 'whoever holds it is taken for its owner until it expires',
    reference: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
    keywords: ['bearer '],
    forms: [{ before: /bearer[ \t]{1,4}\\?["']?/iy, secret: /[\w.~+/-]{8,}=*/y, isPlausible: isToken }],
  },
  {
    id: 'authorization-header',
    what: 'the credentials of an Authorization or Proxy-Authorization header under any other scheme',
    why: 'Basic credentials are a user and a password in Base64; other schemes carry tokens',
    reference: 'https://www.rfc-editor.org/rfc/rfc7617',
    keywords: ['authorization'],
    forms: [
      {
        before:
          /authorization\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\[?\\?["']?(?:basic|token|apikey|negotiate|ntlm|digest|aws4-hmac-sha256)[ \t]{1,4}/iy,
        secret: /[^\s"'\\][^"'\\\r\n]{3,}/y,
      },
      {
        before: /authorization\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\[?\\?["']?/iy,
        secret: /[\w.~+/-]{16,}=*/y,
        isPlausible: isToken,
      },
    ],
  },
  {
    id: 'cookie',
    what: 'all that a Cookie or Set-Cookie header holds',
    why: 'a session’s cookie stands for the person who logged in',
    reference: 'https://www.rfc-editor.org/rfc/rfc6265#section-4',
    keywords: ['cookie'],
    forms: [
      {
        before: /cookie2?\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\[?\\?["']?(?=[\w.!#$%&*+^|~-]{1,128}=)/iy,
        secret: /[^\r\n"']+/y,
      },
    ],
  },
  {
    id: 'token-header',
    what: 'the value of a header such as X-Auth-Token, X-Vault-Token, PRIVATE-TOKEN, X-Api-Key, Ocp-Apim-Subscription-Key',
    why: 'it is all that such an API asks for',
    reference: 'https://docs.gitlab.com/api/rest/authentication/',
    keywords: ['-token', '-key', 'apikey', '-secret', '-signature'],
    forms: [
      {
        before:
          /(?:(?<=\b(?:x|private|job|deploy|api|auth|access|ocp|cf|dd|stripe)[\w-]{0,40})-(?:token|key|secret|signature)|(?<=[>"'\n] ?)apikey(?=:))\\?["']?[ \t]{0,2}:[ \t]{0,2}\[?\\?["']?/iy,
        secret: /[^\s"'\\,;<>$*]{6,}/y,
        isPlausible: isNoWord,
      },
    ],
  },
  {
    id: 'jwt',
    what: 'a JSON Web Token wherever it stands: service accounts, OIDC, `kubectl describe secret`, `kubectl create token`',
    why: 'it is a bearer token, and its middle part tells who its owner is',
    reference: 'https://www.rfc-editor.org/rfc/rfc7519#section-3',
    keywords: ['eyJ'],
    forms: [startingWith(/(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/y)],
  },
];
