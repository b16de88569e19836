import { secretsInJson } from '../kubernetes-secrets/json.ts';
import { secretsInYaml } from '../kubernetes-secrets/yaml.ts';
import { anywhere, type SecretKind, startingWith } from '../secret-kind.ts';

/** `apiVersion: `, `kind: Config`, `clusters:`, and the first two in JSON. */
const manifestHeads = [
  'YXBpVmVyc2lvbjog',
  'a2luZDogQ29uZmln',
  'Y2x1c3RlcnM6',
  'eyJhcGlWZXJzaW9uIjoi',
  'eyJraW5kIjoi',
];

/** As `base64` breaks its lines. The last one may be of any length. */
const base64Lines = String.raw`(?:(?:\r?\n[ \t]{0,16}[A-Za-z0-9+/]{64,76}(?![A-Za-z0-9+/]))*\r?\n[ \t]{0,16}[A-Za-z0-9+/]{2,76}(?![\w+/.:-]))?`;

/** What Kubernetes, its installers and Helm keep secret. */
export const kubernetesKinds: readonly SecretKind[] = [
  {
    id: 'kubernetes-secret',
    what: 'each value below `data` and `stringData` of a Secret in YAML or JSON: alone, in a List, in a manifest of many, in last-applied-configuration',
    why: 'it is what the Secret keeps; Base64 hides nothing',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    keywords: ['secret'],
    forms: [{ find: secretsInYaml }, { find: secretsInJson }],
  },
  {
    id: 'bootstrap-token',
    what: 'a token with which machines join: `--token` of kubeadm join, `kubeadm token list`, the configuration of kubeadm',
    why: 'whoever holds it can add a machine to the cluster',
    reference: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
    keywords: ['token', 'kubeadm', 'bootstrappers'],
    forms: [
      anywhere(
        /(?<![\w.-])(?=[a-z]*\d|[a-z0-9]{6}\.[a-z]*\d)(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/dg,
      ),
    ],
  },
  {
    id: 'certificate-key',
    what: 'the key of `kubeadm init --upload-certs` and `--certificate-key`',
    why: 'it decrypts the private keys of the cluster’s authorities, which kubeadm keeps in a Secret for two hours',
    reference: 'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/',
    keywords: ['certificate-key', 'certificate key', 'certificatekey'],
    forms: [
      {
        before: /certificate[ -]?key\\?["']?[:=]?\s{0,8}\\?["']?/iy,
        secret: /[0-9a-f]{64}(?![0-9a-f])/iy,
      },
    ],
  },
  {
    id: 'k3s-token',
    what: 'a token of k3s or RKE2: K10, the hash of the authority, and the secret behind `::`',
    why: 'whoever holds it can join the cluster, as a server too',
    reference: 'https://docs.k3s.io/cli/token',
    keywords: ['K10'],
    forms: [{ before: /(?<!\w)K10[0-9a-f]{6,64}::(?:\w{1,40}:)?/y, secret: /[^\s"'\\,;]{4,}/y }],
  },
  {
    id: 'eks-token',
    what: 'a token of `aws eks get-token` (k8s-aws-v1.…)',
    why: 'it holds a signed request that proves who its owner is',
    reference:
      'https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster',
    keywords: ['k8s-aws-v1.'],
    forms: [{ before: /k8s-aws-v1\./y, secret: /[\w-]{16,}/y }],
  },
  {
    id: 'helm-release',
    what: 'a release as Helm keeps it in a Secret or a ConfigMap: gzip in Base64, once or twice',
    why: 'it holds all values that the release was installed with, passwords too',
    reference: 'https://helm.sh/docs/topics/advanced/#storage-backends',
    keywords: ['SDRzSUFB', 'H4sIAAAA'],
    forms: [startingWith(/(?<![\w+/])(?:SDRzSUFB|H4sIAAAA)[A-Za-z0-9+/]{16,}=*/y)],
  },
  {
    id: 'encoded-manifest',
    what: 'a kubeconfig or a manifest in Base64, over several lines too',
    why: 'a kubeconfig holds the key or the token of a user of the cluster, a manifest may hold a Secret',
    reference: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    keywords: manifestHeads,
    forms: [
      startingWith(
        new RegExp(
          `(?<![A-Za-z0-9+/])(?:${manifestHeads.join('|')})[A-Za-z0-9+/]{40,}${base64Lines}={0,2}`,
          'y',
        ),
      ),
    ],
  },
  {
    id: 'registry-auth',
    what: 'the logins of registries: `auth` in a Docker configuration, .dockerconfigjson in Base64, what a credential helper answers, the password of `aws ecr get-login-password`',
    why: 'they are user and password in Base64',
    reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    keywords: [
      'auth"',
      'auth\\"',
      'identitytoken',
      'serverurl',
      'eyJhdXRocyI6',
      'ewoJImF1dGhzIjog',
      'ewogICJhdXRocyI6',
      'eyJwYXlsb2FkIjoi',
    ],
    forms: [
      { before: /(?:(?<=")auth|identitytoken)\\?"[ \t]{0,4}:[ \t]{0,4}\\?"/iy, secret: /[\w+/.-]{6,}=*/y },
      {
        before:
          /serverurl\\?"\s{0,4}:\s{0,4}\\?"[^"\\\r\n]{1,256}\\?",\s{0,64}\\?"username\\?"\s{0,4}:\s{0,4}\\?"[^"\\\r\n]{0,256}\\?",\s{0,64}\\?"secret\\?"\s{0,4}:\s{0,4}\\?"/iy,
        secret: /[^"\\\r\n]+/y,
      },
      startingWith(/(?:eyJhdXRocyI6|ewoJImF1dGhzIjog|ewogICJhdXRocyI6|eyJwYXlsb2FkIjoi)[A-Za-z0-9+/]{8,}=*/y),
    ],
  },
];
