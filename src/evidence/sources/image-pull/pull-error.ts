import type { ImagePull } from '../../../facts/images.ts';

/** How kubelet, containerd, CRI-O, Docker, crictl, ctr and kubeadm begin when an image cannot be fetched; lower case. */
const starts = [
  'failed to pull image',
  'failed to pull and unpack image',
  'failed to resolve reference',
  'failed to get sandbox image',
  'failed to do request: ',
  'error response from daemon: ',
  'pinging container registry',
  'pinging docker registry',
  'httpreadseeker: ',
  'pulling image',
  'error initializing source docker://',
  'failedtoretrieveimagepullsecret',
  'pull access denied for',
  'toomanyrequests: ',
  'errimagepull: ',
  'invalidimagename',
] as const;

export const pullErrorNeedles: readonly string[] = starts.map((start) => start.trimEnd());

/** The reasons in the order in which they decide: what a registry answered tells more than what came of it. */
const reasons: readonly (readonly [RegExp, ImagePull['error']])[] = [
  [/toomanyrequests|429 too many requests|status(?: code)?:? 429|pull rate limit/, 'throttled'],
  [/proxyconnect tcp/, 'proxy-failed'],
  [/x509: |failed to verify certificate|tls: unknown certificate/, 'certificate-untrusted'],
  [/server gave http response to https client/, 'plain-http'],
  [
    /lookup [^\s:]{1,253}(?: on \S{1,80})?: |no such host|temporary failure in name resolution/,
    'name-not-resolved',
  ],
  [
    /i\/o timeout|timed out|connection reset|connection refused|tls handshake timeout|no route to host|network is unreachable|(?:: |unexpected )eof\b|request canceled|awaiting headers|deadline exceeded|client connection lost/,
    'no-answer',
  ],
  [
    /failedtoretrieveimagepullsecret|unauthorized|forbidden|authentication required|authorization failed|no basic auth credentials|access denied|access to the resource is denied|permission .{0,60}denied|status(?: code)?:? 40[13]\b/,
    'denied',
  ],
  [
    /manifest unknown|: not found\b|name unknown|404 not found|no such manifest|no match for platform|repository .{1,200} not found|invalidimagename|invalid reference format|couldn't parse image/,
    'not-found',
  ],
];

const daemonOnly = 'error response from daemon: ';

/** Docker's daemon answers to much else: only what speaks of a registry is about an image. */
const ofRegistry = /\/v[12]\/|manifest|registry|docker login|pull/;

const longestLine = 4000;

/** Why an image could not be fetched; `null` when the line does not say. */
export function pullError(line: string): ImagePull | null {
  const text = line.slice(0, longestLine).toLowerCase();
  const found = starts.filter((start) => text.includes(start));
  if (found.length === 0) return null;
  if (found.length === 1 && found[0] === daemonOnly && !ofRegistry.test(text)) return null;
  const from = Math.min(...found.map((start) => text.indexOf(start)));
  const said = text.slice(from);
  const error = reasons.find(([reason]) => reason.test(said))?.[1];
  return error === undefined ? null : { registry: registryIn(said), error };
}

/** The host of the last URL, of the name that was looked up, or of the image. */
function registryIn(text: string): string | null {
  const urls = [...text.matchAll(/https?:\/\/([a-z0-9][a-z0-9.-]{1,252})/g)];
  const image = /image \\?"([a-z0-9][a-z0-9-]{0,60}\.[a-z0-9.-]{1,200})(?::\d{1,5})?\//.exec(text)?.[1];
  return urls.at(-1)?.[1] ?? /lookup ([a-z0-9][a-z0-9.-]{1,252})/.exec(text)?.[1] ?? image ?? null;
}
