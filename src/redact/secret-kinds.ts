import { assignmentKinds } from './kinds/assignments.ts';
import { cloudKinds } from './kinds/cloud-keys.ts';
import { flagKinds } from './kinds/flags.ts';
import { headerKinds } from './kinds/headers.ts';
import { issuedTokenKinds } from './kinds/issued-tokens.ts';
import { kubernetesKinds } from './kinds/kubernetes.ts';
import { networkKinds } from './kinds/network.ts';
import { privateKeyKinds } from './kinds/private-keys.ts';
import { urlKinds } from './kinds/urls.ts';
import type { SecretKind } from './secret-kind.ts';

/** Every kind, by topic. Where two match at one place, the one that stands first names the secret. */
export const secretTopics: readonly (readonly [title: string, kinds: readonly SecretKind[]])[] = [
  ['Kubernetes, its installers and Helm', kubernetesKinds],
  ['Private keys and hashes', privateKeyKinds],
  ['HTTP headers', headerKinds],
  ['Tokens of services', issuedTokenKinds],
  ['Keys of clouds', cloudKinds],
  ['Addresses and connection strings', urlKinds],
  ['Networks', networkKinds],
  ['Command lines', flagKinds],
  ['Whatever a name gives away', assignmentKinds],
];

export const secretKinds: readonly SecretKind[] = secretTopics.flatMap(([, kinds]) => kinds);
