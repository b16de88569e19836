import { parseEndpoint } from '../../text/endpoint.ts';
import type { CurlEvent } from './curl-line.ts';

type Phase = Extract<CurlEvent, { kind: 'tls' }>['phase'];

/** What the TLS libraries under curl print, from the first byte sent to the end of the handshake. */
const phases: readonly (readonly [pattern: RegExp, phase: Phase])[] = [
  [/^Initializing NSS with certpath/, 'started'],
  [/^ALPN(?:,|: curl|:) offer(?:ing|s) /, 'started'],
  [/^(?:TLS|SSL)v[\d.]+ \(OUT\), TLS handshake, Client hello/, 'started'],
  [/^(?:TLS|SSL)v[\d.]+, TLS handshake, Client hello/, 'started'],
  [/^schannel: (?:sending|sent) initial handshake data/, 'started'],
  [/^(?:mbedTLS|PolarSSL|wolfSSL|cyassl): Connecting to /i, 'started'],
  [/^(?:TLS|SSL)v[\d.]+ \(IN\), TLS (?:handshake|alert)/, 'answered'],
  [/^(?:TLS|SSL)v[\d.]+, TLS handshake, Server hello/, 'answered'],
  [/^schannel: encrypted data (?:got [1-9]|buffer: offset [1-9])/, 'answered'],
  [
    /^(?:SSL connection using|TLS [\d.]+ connection using|schannel: SSL\/TLS handshake complete)/,
    'completed',
  ],
  [/^(?:mbedTLS: Handshake complete|SSL connected|SSL connection established)/, 'completed'],
  [
    /^SSL certificate problem|^SSL: (?:certificate|no alternative)|^server certificate verification/,
    'answered',
  ],
];

const alpn = /^ALPN(?:,|:) server accepted(?: to use)? ([\w./-]{1,40})/;
const noAlpn = /^ALPN(?:,|:) server did not agree/;

const resets =
  /Connection reset by peer|SSL_ERROR_SYSCALL|PR_CONNECT_RESET_ERROR|PR_END_OF_FILE_ERROR|Encountered end of file|Unknown SSL protocol error|non-properly terminated|Error in the pull function|unexpected eof while reading|failed to receive handshake, SSL\/TLS connection failed/;
const alerts = /\balert\b/i;

/** Words with which a failed handshake is told, of OpenSSL, NSS, GnuTLS and Schannel. */
const failures =
  /^(?:OpenSSL SSL_connect: |Unknown SSL protocol error|NSS error -|gnutls_handshake\(\) failed: |(?:OpenSSL\/[\w.]{1,20}: )?error:[0-9A-F]{6,16}:|TLS connect error: |schannel: (?:failed to receive|next InitializeSecurityContext failed)|Encountered end of file|SSL_connect |TCP connection reset)/i;

/** The part of a handshake that a line of curl tells of. */
export function tlsEvent(body: string): CurlEvent | null {
  const accepted = alpn.exec(body)?.[1];
  if (accepted !== undefined) return { kind: 'alpn', protocol: accepted.replace(/\.$/, '') };
  if (noAlpn.test(body)) return { kind: 'alpn', protocol: null };
  const phase = phases.find(([pattern]) => pattern.test(body))?.[1];
  if (phase !== undefined) return alertFrom(body) ?? { kind: 'tls', phase };
  if (/^SSL connection timeout/.test(body))
    return { kind: 'tls-failed', outcome: 'timed-out', endpoint: null };
  if (!failures.test(body)) return null;
  const named = /in connection to (\S{1,300})$/.exec(body.trimEnd())?.[1];
  const endpoint = named === undefined ? null : parseEndpoint(named);
  if (resets.test(body) || /connection reset/i.test(body))
    return { kind: 'tls-failed', outcome: 'reset', endpoint };
  return alerts.test(body) ? { kind: 'tls-failed', outcome: 'alert', endpoint } : null;
}

/** `TLSv1.2 (IN), TLS alert, handshake failure (552):`; a close_notify ends what went well. */
function alertFrom(body: string): CurlEvent | null {
  const alert = /\(IN\), TLS alert, (?!close notify)/i.test(body);
  return alert ? { kind: 'tls-failed', outcome: 'alert', endpoint: null } : null;
}
