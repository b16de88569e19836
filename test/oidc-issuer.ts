import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A key pair of an issuer, with the name that tokens give it. */
export interface SigningKey {
  kid: string;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}

export const newSigningKey = async (kid: string, algorithm = 'ES256'): Promise<SigningKey> => ({
  kid,
  ...(await generateKeyPair(algorithm, { extractable: true })),
});

/** An OpenID Connect issuer on this machine, as far as its discovery document and its keys go. */
export interface TestIssuer {
  url: string;
  /** The keys that it publishes. */
  published: SigningKey[];
  /** What it answers in place of a document, by path; `hang`: nothing, ever. */
  instead: Map<string, { status: number; body: string; location?: string } | 'hang'>;
  /** The paths that were asked for. */
  asked: string[];
  /** A token of the issuer for `culprit`, valid for an hour from `now`. */
  sign(key: SigningKey, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(now: () => Date): Promise<TestIssuer> {
  const server = createServer(async ({ url: path = '' }, response) => {
    issuer.asked.push(path);
    const instead = issuer.instead.get(path);
    if (instead === 'hang') return;
    const keys = issuer.published.map(async ({ kid, publicKey }) => ({
      ...(await exportJWK(publicKey)),
      kid,
    }));
    const documents: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` },
      '/keys': { keys: await Promise.all(keys) },
    };
    const { location, body } = { location: undefined, body: JSON.stringify(documents[path]), ...instead };
    response.writeHead(instead?.status ?? 200, location === undefined ? {} : { location });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TestIssuer = {
    url,
    published: [],
    instead: new Map(),
    asked: [],
    sign(key, claims = {}) {
      const seconds = Math.floor(now().getTime() / 1000);
      const standard = { iss: url, aud: 'culprit', sub: 'u-1', iat: seconds, exp: seconds + 3600 };
      const algorithm = String(key.publicKey.algorithm.name) === 'ECDSA' ? 'ES256' : 'RS256';
      return new SignJWT({ ...standard, ...claims })
        .setProtectedHeader({ alg: algorithm, kid: key.kid })
        .sign(key.privateKey);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}
