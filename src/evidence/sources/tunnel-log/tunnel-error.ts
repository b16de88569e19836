import type { TunnelError } from '../../../facts/kubernetes.ts';
import type { ConnectionReport } from '../../text/connection-report.ts';
import { urlsIn } from '../../text/endpoint.ts';
import { goNetworkErrors } from '../../text/go-network-error.ts';

type Kind = TunnelError['error'];
type Complaint = Omit<TunnelError, 'component'>;

/** Said of the tunnel and of nothing else, by whoever uses it. */
const unmistakable: readonly (readonly [pattern: RegExp, error: Kind])[] = [
  [
    /missing selected ALPN property|authentication handshake failed: .{0,40}no application protocol/,
    'alpn-rejected',
  ],
  [/\bNo agent available\b|\bno tunnels available\b|No SSH tunnels currently open/, 'no-agent-available'],
  [
    /\bdial timeout, (?:backstop|context)\b|\bbackend dial timed out\b|timed out waiting for backend dial/,
    'dial-timed-out',
  ],
  [/error dialing backend: (?:tunnel closed|EOF)\b/, 'disconnected'],
];

/** Said by the tunnel's own programs; the last ones are OpenVPN's (aks-link) and ssh's (tunnelfront). */
const inItsLog: readonly (readonly [pattern: RegExp, error: Kind])[] = [
  [/(?:no application protocol|unadvertised ALPN protocol)/, 'alpn-rejected'],
  [
    /could not read stream.{0,200}(?:EOF|Unavailable|transport is closing|connection reset|GOAWAY)/,
    'disconnected',
  ],
  [/Receive stream from agent read failure/, 'disconnected'],
  [
    /(?:cannot connect once|cannot sync once).{0,300}(?:context deadline exceeded|DeadlineExceeded)/,
    'dial-timed-out',
  ],
  [
    /authentication handshake failed|\bx509: |TLS Error: TLS (?:key negotiation|handshake) failed/,
    'tls-failed',
  ],
  [/(?:RESOLVE: Cannot resolve host address|ssh: Could not resolve hostname)/, 'name-not-resolved'],
  [/(?:TCP: connect to|ssh: connect to host) .{1,300}(?:[Cc]onnection timed out)/, 'dial-timed-out'],
  [/(?:TCP: connect to|ssh: connect to host|\[ECONNREFUSED\]).{1,300}Connection refused/, 'dial-refused'],
  [/Connection reset, restarting|Inactivity timeout \(--ping-(?:restart|exit)\)/, 'disconnected'],
  [/Timeout, server \S{1,255} not responding|client_loop: send disconnect/, 'disconnected'],
];

const kindOf = ({ fact, item }: ConnectionReport): Kind | null => {
  if (fact === 'tls.handshakes') return 'tls-failed';
  if (item.outcome === 'timed-out') return 'dial-timed-out';
  if (item.outcome === 'refused') return 'dial-refused';
  if (item.outcome === 'name-not-resolved') return 'name-not-resolved';
  return item.outcome === 'reset' || item.outcome === 'closed' ? 'disconnected' : null;
};

const targetOf = ({ item }: ConnectionReport): string | undefined => {
  if (item.target === null) return undefined;
  const host = item.name ?? item.target;
  const written = host.includes(':') ? `[${host}]` : host;
  return item.port === null ? host : `${written}:${item.port}`;
};

const withTarget = (error: Kind, target: string | undefined): Complaint =>
  target === undefined ? { error } : { error, target };

/**
 * What a line complains of; `null` when it does not, or when it may speak of something else than the tunnel.
 * @param own Whether one of the tunnel's programs wrote the line.
 */
export function tunnelComplaint(text: string, own: boolean): Complaint | null {
  const reports = goNetworkErrors(text);
  const said = unmistakable.find(([pattern]) => pattern.test(text))?.[1];
  if (said !== undefined) return withTarget(said, dialAddress(text) ?? (reports[0] && targetOf(reports[0])));
  const asked = /: dial timeout"?$/.test(text) ? urlsIn(text).at(-1)?.endpoint : null;
  if (asked != null) return withTarget('dial-timed-out', `${asked.host}:${asked.port}`);
  if (!own) return null;
  for (const report of reports) {
    const kind = kindOf(report);
    if (kind !== null) return withTarget(kind, dialAddress(text) ?? targetOf(report));
  }
  const kind = inItsLog.find(([pattern]) => pattern.test(text))?.[1];
  return kind === undefined ? null : withTarget(kind, dialAddress(text));
}

const dialAddress = (text: string): string | undefined =>
  /(?:dialAddress|host)="([^"\s]{1,255}:\d{1,5})"/.exec(text)?.[1] ??
  /\[AF_INET6?\]([^\s]{1,80}:\d{1,5})/.exec(text)?.[1];
