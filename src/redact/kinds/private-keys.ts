import { type SecretKind, startingWith } from '../secret-kind.ts';

/** Keys of certificates, of SSH and of tunnels. Certificates and public keys are public, and stay. */
export const privateKeyKinds: readonly SecretKind[] = [
  {
    id: 'private-key',
    what: 'the lines between BEGIN and END of a private key in PEM: RSA, EC, PKCS #8, OpenSSH, PGP; each line becomes the word',
    why: 'whoever holds it can pose as the server, the user or the authority whose key it is',
    reference: 'https://www.rfc-editor.org/rfc/rfc7468#section-10',
    keywords: ['-----begin'],
    forms: [
      {
        before: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y,
        secret: /[^-]*(?:-(?!----)[^-]*)*(?=-----END)/y,
      },
      {
        // Cut off before its end: as far as lines look like Base64.
        before: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y,
        secret: /(?:(?:\s|\\[nr]|["'>|+,]){0,64}[A-Za-z0-9+/=]{16,})+/y,
      },
    ],
  },
  {
    id: 'encoded-private-key',
    what: 'a private key in PEM that was encoded in Base64 once more, as in client-key-data and in Secrets',
    why: 'it is the private key itself',
    reference: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    keywords: ['LS0tLS1CRUdJTi'],
    forms: [
      startingWith(
        /LS0tLS1CRUdJTi(?:BSU0EgUF|BQUklWQV|BFQyBQUk|BPUEVOU1NI|BFTkNSWVBUR|BEU0EgUF|BQR1AgUF|BBTlkgUF)[A-Za-z0-9+/]*=*/y,
      ),
    ],
  },
  {
    id: 'client-key',
    what: 'the value of client-key-data in a kubeconfig',
    why: 'it is the private key of a user of the cluster, often of its administrator',
    reference: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
    keywords: ['client-key-data'],
    forms: [
      { before: /client-key-data\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?/iy, secret: /[A-Za-z0-9+/]{8,}=*/y },
    ],
  },
  {
    id: 'wireguard-key',
    what: 'PrivateKey and PresharedKey of a WireGuard configuration',
    why: 'whoever holds it can join the tunnel, and read it',
    reference: 'https://www.wireguard.com/quickstart/',
    keywords: ['privatekey', 'private key', 'private-key', 'presharedkey', 'preshared key', 'preshared-key'],
    forms: [
      {
        before: /(?:private|preshared)[ -]?key\\?["']?[ \t]{0,4}[:= ][ \t]{0,4}\\?["']?/iy,
        secret: /[A-Za-z0-9+/]{42}[A-Za-z0-9+/=]=/y,
      },
    ],
  },
  {
    id: 'age-key',
    what: 'a secret key of age, as SOPS uses it',
    why: 'it decrypts what is kept encrypted in git',
    reference: 'https://github.com/C2SP/C2SP/blob/main/age.md',
    keywords: ['AGE-SECRET-KEY-1'],
    forms: [startingWith(/AGE-SECRET-KEY-1[0-9A-Z]{58}/iy)],
  },
  {
    id: 'password-hash',
    what: 'a salted hash of a password as /etc/shadow, htpasswd and switches keep it ($1$, $5$, $6$, $y$, $2a$ …)',
    why: 'weak passwords are guessed from it',
    reference: 'https://man7.org/linux/man-pages/man5/crypt.5.html',
    keywords: ['$1$', '$5$', '$6$', '$y$', '$2a$', '$2b$', '$2y$', '$apr1$', '$argon2'],
    forms: [startingWith(/\$(?:1|5|6|y|apr1|2[aby]|argon2(?:id|i|d))\$[\w./$=,+-]{20,}/y)],
  },
];
