import { looksRandom } from '../kept-values.ts';
import { namedForms } from '../named-forms.ts';
import type { SecretKind } from '../secret-kind.ts';

const reference = 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/';

/** Whatever has a name that says that it is a secret: variables, flags, Helm values, JSON, YAML, connection strings. */
export const assignmentKinds: readonly SecretKind[] = [
  {
    id: 'password',
    what: 'the value of what is named password, passwd, passphrase, …_pass or …_pwd, however it is written',
    why: 'it is a password',
    reference,
    keywords: ['password', 'passwd', 'passphrase', '_pass', '-pass', 'pwd', 'userpass'],
    forms: namedForms({
      name: String.raw`password|passwd|passphrase|[_-]pass|userpass|(?<=[_;"'?& \t-])pwd`,
      isPlausible: (value) => !/^(?:authentication|for|is|was|must|prompt)$/i.test(value),
      inProse: true,
    }),
  },
  {
    id: 'token',
    what: 'the value of what is named token: …_TOKEN, --token, token: of a kubeconfig',
    why: 'it stands for its owner',
    reference,
    keywords: ['token'],
    forms: [
      ...namedForms({ name: 'token', isPlausible: looksRandom }),
      { before: /(?<=\broot )token:[ \t]{1,8}/iy, secret: /[\w.-]{20,}/y },
    ],
  },
  {
    id: 'secret',
    what: 'the value of what is named …_secret, clientSecret, secretKey, SecretString, or of the type SecureString: not of what only names a Secret',
    why: 'applications prove with it who they are, or sign with it',
    reference,
    keywords: ['secret', 'securestring'],
    forms: [
      ...namedForms({
        name: `(?<=[a-z0-9][_-]?)secret|secret[_-]?(?:access[_-]?)?key|secret[_-]?id|secret[_-]?value|secret(?=["']?[:=] ?["']?[A-Za-z0-9+/]{40,})`,
        isPlausible: looksRandom,
      }),
      {
        // AWS Secrets Manager keeps any text under the first, often JSON; its Parameter Store under the second.
        before: /(?:secretstring|securestring\\?",\s{0,64}\\?"value)\\?"[ \t]{0,4}:[ \t]{0,4}\\?"/iy,
        secret: /(?<=\\")[^"\\\r\n]+|(?<!\\")(?:[^"\\\r\n]|\\.)+/y,
      },
    ],
  },
  {
    id: 'api-key',
    what: 'the value of what is named api key, access key, private key, signing, encryption, account or master key, in any spelling; the keys that unseal or recover Vault',
    why: 'it opens a service, or decrypts what is kept',
    reference,
    keywords: ['key', 'credential'],
    forms: [
      ...namedForms({
        name: `(?<=(?:api|access|private|signing|encryption|account|auth|master|license|service|storage|shared|primary|secondary|app|hmac|webhook|subscription)[_-]?)key|credentials?`,
        isPlausible: looksRandom,
      }),
      { before: /(?<=\b(?:unseal|recovery) )key \d{1,3}:[ \t]{1,8}/iy, secret: /[A-Za-z0-9+/]{32,}=*/y },
    ],
  },
];
