import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { imagePull } from './source.ts';

const pulls = (text: string) => itemsIn(readWith(imagePull, text), 'images.failed-pulls');

it("reads the kubelet's event, and names the host that was asked last", () => {
  const sample = samplesOf('image-pull')['kubelet.txt'] ?? '';
  expect(pulls(sample)).toEqual([{ registry: 'us-west2-docker.pkg.dev', error: 'no-answer' }]);
  expect(unclaimedIn(readWith(imagePull, sample), sample)).toEqual([]);
});

it.each([
  [
    'Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: TLS handshake timeout',
    'no-answer',
  ],
  [
    'failed to do request: Head "https://quay.io/v2/a/manifests/1": dial tcp: lookup quay.io on 10.0.0.2:53: no such host',
    'name-not-resolved',
  ],
  [
    'Failed to pull image "r.example.com/a:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    'denied',
  ],
  [
    "Error response from daemon: pull access denied for acme/a, repository does not exist or may require 'docker login'",
    'denied',
  ],
  [
    'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    'throttled',
  ],
  [
    'failed to do request: Head "https://r.example.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'certificate-untrusted',
  ],
  [
    'failed to do request: Head "https://10.0.0.4:5000/v2/": http: server gave HTTP response to HTTPS client',
    'plain-http',
  ],
  [
    'failed to resolve reference "docker.io/library/nginx:1.99": docker.io/library/nginx:1.99: not found',
    'not-found',
  ],
  [
    'failed to do request: Head "https://quay.io/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
    'proxy-failed',
  ],
  [
    'failed to get sandbox image "registry.k8s.io/pause:3.9": dial tcp 203.0.113.7:443: connect: connection refused',
    'no-answer',
  ],
])('%s', (text, error) => {
  expect(pulls(text)).toMatchObject([{ error }]);
});

it('takes the host from the image, or from the name that was looked up', () => {
  expect(pulls('Failed to pull image "r.example.com/a:1": unauthorized')).toMatchObject([
    { registry: 'r.example.com' },
  ]);
  expect(pulls('pulling image: dial tcp: lookup quay.io: no such host')).toMatchObject([
    { registry: 'quay.io' },
  ]);
  expect(pulls('Failed to pull image "nginx": unauthorized')).toMatchObject([{ registry: null }]);
});

it('leaves other errors of daemons and lines without a reason alone', () => {
  const text = [
    'Error response from daemon: No such container: web: timed out',
    'Normal  Pulling  12s  kubelet  Pulling image "nginx:1.27"',
    'Back-off pulling image "nginx:1.27"',
    'dial tcp 203.0.113.7:443: i/o timeout',
  ].join('\n');
  expect(readWith(imagePull, text)).toMatchObject({ findings: [], understood: [] });
});
