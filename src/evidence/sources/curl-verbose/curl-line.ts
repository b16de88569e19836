import type { ConnectionOutcome, TlsHandshake } from '../../../facts/connections.ts';
import { outcomeOfReason } from '../../text/connection-outcome.ts';
import { type Endpoint, parseEndpoint } from '../../text/endpoint.ts';

/** What one line of curl tells. */
export type CurlEvent =
  | { kind: 'begin'; endpoint: Endpoint }
  | { kind: 'trying'; endpoint: Endpoint; outcome: ConnectionOutcome | null }
  | { kind: 'connected'; name: string; endpoint: Endpoint }
  /** `summary`: told of the whole transfer under the name asked for, not of one address. */
  | { kind: 'failed'; endpoint: Endpoint; outcome: ConnectionOutcome | null; summary: boolean }
  | { kind: 'ended'; outcome: ConnectionOutcome }
  | { kind: 'unresolved'; name: string }
  | { kind: 'tunnel'; endpoint: Endpoint }
  | { kind: 'tls'; phase: 'started' | 'answered' | 'completed' }
  | { kind: 'tls-failed'; outcome: TlsHandshake['outcome']; endpoint: Endpoint | null }
  | { kind: 'alpn'; protocol: string | null };

/** A line of curl: `exitCode` when it is the last one, `curl: (7) …`. */
export interface CurlLine {
  readonly body: string;
  readonly exitCode: number | null;
}

const prefix = /^(?:\d\d:\d\d:\d\d\.\d{6} )?(?:\* |== Info: |curl: \((\d{1,3})\) ?)/;

/** libcurl's words in the messages of other programs (git, yum, PHP). */
const elsewhere =
  /Failed to connect to \S{1,255} port \d|Failed connect to \S{1,255};|Could not resolve host: \S/;

/** Takes curl's prefix off; `null` for a line that is not curl's. */
export function curlLine(text: string): CurlLine | null {
  const match = prefix.exec(text);
  if (match !== null)
    return {
      body: text.slice(match[0].length).trim(),
      exitCode: match[1] === undefined ? null : Number(match[1]),
    };
  const found = elsewhere.exec(text);
  return found === null ? null : { body: text.slice(found.index).trim(), exitCode: null };
}

const endpoint = (host: string | undefined, port: string | undefined): Endpoint | null => {
  const parsed = host === undefined ? null : parseEndpoint(host);
  return parsed === null
    ? null
    : { host: parsed.host, port: port === undefined ? parsed.port : Number(port) };
};

/** After this long a kernel gives up on SYNs; refusals and missing routes come within seconds. */
const silenceMilliseconds = 20_000;

/** Attempts to connect, in the words of curl 7.19 to 8.x. */
export function connectionEvent(body: string): CurlEvent | null {
  const begin = /^About to connect\(\) to (\S{1,255}) port (\d{1,5})/.exec(body);
  const begun = endpoint(begin?.[1], begin?.[2]);
  if (begun !== null) return { kind: 'begin', endpoint: begun };
  return trying(body) ?? connected(body) ?? failed(body) ?? unresolved(body) ?? ended(body);
}

function trying(body: string): CurlEvent | null {
  const match = /^Trying (\S{1,255}?)\.\.\.(.{0,200})$/.exec(body);
  const target = endpoint(match?.[1], undefined);
  return target === null
    ? null
    : { kind: 'trying', endpoint: target, outcome: outcomeOfReason(match?.[2] ?? '') };
}

function connected(body: string): CurlEvent | null {
  const match =
    /^Connected to (\S{1,255}) \((\S{1,255})\) port (\d{1,5})/.exec(body) ??
    /^Established connection to (\S{1,255}) \((\S{1,255}) port (\d{1,5})\)/.exec(body);
  const target = endpoint(match?.[2], match?.[3]) ?? endpoint(match?.[1], match?.[3]);
  if (match !== null && target !== null) return { kind: 'connected', name: match[1] ?? '', endpoint: target };
  const tunnel = endpoint(/^Establish HTTP proxy tunnel to (\S{1,300})/.exec(body)?.[1], undefined);
  return tunnel === null ? null : { kind: 'tunnel', endpoint: tunnel };
}

function failed(body: string): CurlEvent | null {
  const one =
    /^connect to (\S{1,255}) port (\d{1,5})(?: from \S{1,255} port \d{1,5})? failed: (.*)$/.exec(body) ??
    /^Immediate connect fail for (\S{1,255})():? (.*)$/.exec(body);
  const all =
    /^Failed to connect to (\S{1,255}) port (\d{1,5})(?: via \S{1,255})?(?: after (\d{1,9}) ms)?: (.*)$/.exec(
      body,
    ) ?? /^Failed connect to (\S{1,255}):(\d{1,5})()\s?; (.*)$/.exec(body);
  const match = one ?? all;
  const target = endpoint(match?.[1]?.replace(/:$/, ''), match?.[2] || undefined);
  if (match === null || target === null) return null;
  const silent = all !== null && Number(all[3]) >= silenceMilliseconds;
  const outcome = outcomeOfReason(match.at(-1) ?? '') ?? (silent ? 'timed-out' : refusedAtOnce(all));
  return { kind: 'failed', endpoint: target, outcome, summary: one === null };
}

function unresolved(body: string): CurlEvent | null {
  const match =
    /^Could(?: not|n't) resolve host:? '?([^\s';]{1,255})/.exec(body) ??
    /^getaddrinfo\(3\) failed for ([^\s:]{1,255}):\d/.exec(body);
  return match === null ? null : { kind: 'unresolved', name: match[1] ?? '' };
}

function ended(body: string): CurlEvent | null {
  if (/^Operation timed out/.test(body)) return { kind: 'ended', outcome: 'timed-out' };
  if (/^Resolving timed out/.test(body)) return { kind: 'ended', outcome: 'name-not-resolved' };
  if (/^(?:Empty reply from server|Server closed)/.test(body)) return { kind: 'ended', outcome: 'closed' };
  const outcome = outcomeOfReason(body.replace(/^(?:Recv|Send) failure: |^TCP /, ''));
  return outcome === null || outcome === 'closed' ? null : { kind: 'ended', outcome };
}

/** curl 8 gives no reason any more: what ends within a tenth of a second, somebody refused. */
function refusedAtOnce(all: RegExpExecArray | null): ConnectionOutcome | null {
  const isBare = /^Could(?:n't| not) connect to server/.test(all?.[4] ?? '');
  return isBare && all?.[3] !== undefined && all[3] !== '' && Number(all[3]) < 100 ? 'refused' : null;
}
