// dial tcp 10.240.0.4:10250: i/o timeout
// Get "https://10.0.0.1:443/api": dial tcp 10.0.0.1:443: connect: connection refused
// dial tcp: lookup name on 10.0.0.10:53: no such host
// read tcp 10.0.0.5:40018->10.0.0.1:443: read: connection reset by peer
// Get https://10.0.0.1:6443/version?timeout=32s: net/http: TLS handshake timeout
import { outcomeOfReason } from './connection-outcome.ts';
import { attemptReport, type ConnectionReport, handshakeReport } from './connection-report.ts';
import { type Endpoint, parseEndpoint, urlsIn } from './endpoint.ts';

/** No error is looked at further than this: longer host names and reasons do not exist. */
const longestError = 500;

/** Names of system calls that Go puts before their errors. */
const systemCall =
  /^(?:connect|connectex|getsockopt|setsockopt|read|write|wsarecv|wsasend|recvmsg|sendmsg|socket): /;

const unansweredInTime = [
  'context deadline exceeded',
  'net/http: request canceled while waiting for connection',
  'net/http: request canceled (client.timeout exceeded',
  'net/http: timeout awaiting response headers',
];

const operationStart = /(?:dial|read|write) tcp|lookup |net\/http: TLS handshake timeout/gi;

/** What an error consists of before its target: nothing within it is an error of its own. */
const lead = /^(?:(?:dial|read|write) tcp[46]?:? ?)?(?:lookup )?/;

/**
 * What Go's network errors in a line say, in the order in which they stand there, each once.
 * A URL before an error gives the name that was asked for, or the target when the error has none.
 */
export function goNetworkErrors(text: string): ConnectionReport[] {
  const found = new Map<string, ConnectionReport>();
  const starts: { at: number; asked: Endpoint | null }[] = [
    ...urlsIn(text).map(({ endpoint, end }) => ({ at: text[end] === ' ' ? end + 1 : end, asked: endpoint })),
    ...[...text.matchAll(operationStart)].map(({ index }) => ({ at: index, asked: null })),
  ].sort((a, b) => a.at - b.at);
  let read = 0;
  for (const { at, asked } of starts) {
    if (at < read) continue;
    const error = text.slice(at, at + longestError);
    const report = readError(error, asked);
    if (report === null) continue;
    read = at + Math.max(1, lead.exec(error)?.[0].length ?? 0);
    found.set(JSON.stringify(report), report);
  }
  return [...found.values()];
}

function readError(error: string, asked: Endpoint | null): ConnectionReport | null {
  if (/^(?:dial|read|write) tcp/.test(error)) return readOperation(error, asked);
  if (error.startsWith('lookup ')) return readLookup(error);
  if (/^net\/http: TLS handshake timeout/i.test(error)) return handshakeReport(asked, 'timed-out');
  return asked === null ? null : readBareError(error, asked);
}

/** `dial tcp TARGET: REASON`, `read tcp HERE->THERE: REASON`. */
function readOperation(error: string, asked: Endpoint | null): ConnectionReport | null {
  const [operation = ''] = error.split(' ', 1);
  const rest = error.replace(/^\w+ tcp[46]?/, '');
  if (rest.startsWith(': lookup ')) return readLookup(rest.slice(2));
  const colon = rest.indexOf(': ');
  if (!rest.startsWith(' ') || colon < 0) return null;
  const [here = '', there] = rest.slice(1, colon).split('->', 2);
  const target = parseEndpoint(there ?? here);
  const reason = rest.slice(colon + 2);
  const outcome = outcomeOfReason(reason.replace(systemCall, ''));
  if (target === null || outcome === null) return null;
  if (operation === 'dial') return attemptReport(target, outcome, asked?.host);
  // What was connected and then fell silent did connect; and a server's own clients are not its targets.
  if (/^i\/o timeout/.test(reason) || isServerSide(parseEndpoint(here), target)) return null;
  return attemptReport(target, outcome, asked?.host);
}

const firstEphemeralPort = 32768;

const isServerSide = (here: Endpoint | null, there: Endpoint): boolean =>
  (here?.port ?? firstEphemeralPort) < firstEphemeralPort && (there.port ?? 0) >= firstEphemeralPort;

const unresolved =
  /^(?:no such host|server misbehaving|i\/o timeout|temporary failure in name resolution|try again|no answer from dns server|read udp |dial udp |connection refused|device or resource busy)/i;

/** `lookup NAME on SERVER: no such host`, `lookup NAME: no such host`. */
function readLookup(error: string): ConnectionReport | null {
  const match = /^lookup ([^\s:]{1,253})(?: on ([^\s]{1,80}))?: /.exec(error);
  const host = match?.[1];
  if (match === null || host === undefined || parseEndpoint(host) === null) return null;
  return unresolved.test(error.slice(match[0].length))
    ? attemptReport({ host, port: null }, 'name-not-resolved')
    : null;
}

/** An error without a target of its own, directly behind a URL. */
function readBareError(error: string, asked: Endpoint): ConnectionReport | null {
  const lower = error.slice(0, 120).toLowerCase();
  if (/^(?:unexpected )?eof\b/.test(lower)) return attemptReport(asked, 'closed');
  if (lower.startsWith('dial timeout')) return attemptReport(asked, 'timed-out');
  if (lower.startsWith('remote error: tls: no application protocol'))
    return handshakeReport(asked, 'alert', { alpn: null });
  if (lower.startsWith('remote error: tls: ')) return handshakeReport(asked, 'alert');
  return unansweredInTime.some((phrase) => lower.startsWith(phrase))
    ? attemptReport(asked, 'timed-out')
    : null;
}
