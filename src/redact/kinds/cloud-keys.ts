import { anywhere, type SecretKind, startingWith } from '../secret-kind.ts';

/** Keys of the large clouds that are known by their shape. */
export const cloudKinds: readonly SecretKind[] = [
  {
    id: 'aws-access-key',
    what: 'an access key id of AWS (AKIA…, ASIA…)',
    why: 'it is one half of a key, and leads to whose it is',
    reference:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes',
    keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    forms: [startingWith(/(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/y)],
  },
  {
    id: 'aws-secret-key',
    what: 'the secret access key of AWS, by its name: 40 characters',
    why: 'with its id it signs requests',
    reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    keywords: [
      'secret_access_key',
      'secretaccesskey',
      'secret-access-key',
      'secret access key',
      'secret_key',
      'secretkey',
    ],
    forms: [
      {
        before: /secret[_ -]?(?:access[_ -]?)?key\\?["']?[ \t]{0,8}[:= ,]{1,3}[ \t]{0,8}\\?["']?/iy,
        secret: /[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/y,
      },
    ],
  },
  {
    id: 'gcp-key',
    what: 'an API key (AIza…), an access token (ya29.…) or an OAuth client’s secret (GOCSPX-…) of Google Cloud',
    why: 'it opens what the project or its user may',
    reference: 'https://docs.cloud.google.com/docs/authentication/api-keys',
    keywords: ['AIza', 'ya29.', 'GOCSPX-', '1//0'],
    forms: [
      startingWith(/(?<!\w)AIza[\w-]{35}(?![\w-])/y),
      startingWith(/(?<!\w)ya29\.[\w-]{20,}/y),
      startingWith(/(?<!\w)GOCSPX-[\w-]{28}/y),
      startingWith(/(?<![\w/])1\/\/0[\w-]{40,}/y),
    ],
  },
  {
    id: 'azure-client-secret',
    what: 'a client secret of Microsoft Entra: three characters, a digit, Q~ and 31 to 34 more',
    why: 'an application proves with it who it is',
    reference: 'https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret',
    keywords: ['Q~'],
    forms: [anywhere(/(?<![\w~.-])(?<secret>[\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~-])/dg)],
  },
];
