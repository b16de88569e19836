import type { ConnectionOutcome } from '../../../facts/connections.ts';
import { outcomeOfReason } from '../../text/connection-outcome.ts';
import { type Endpoint, parseEndpoint, urlEndpoint } from '../../text/endpoint.ts';

/** What a line of nc, telnet, wget, ssh or bash says. What it leaves out, the lines or the command before it tell. */
export interface ConnectLine {
  readonly host: string | null;
  readonly port: number | null;
  /** `null`: an announcement, to which the outcome follows. */
  readonly outcome: ConnectionOutcome | null;
}

type Reason = ConnectionOutcome | ((words: string) => ConnectionOutcome | null);

/** Groups `host`, `port` and `why`; each pattern is that of one program, and anchored. */
const patterns: readonly (readonly [pattern: RegExp, reason: Reason | null])[] = [
  [
    /^nc: connectx? to (?<host>\S{1,255}) (?:\(\S{1,80}\) )?port (?<port>\d{1,5}) \((?:tcp|udp)\) (?:failed: )?(?<why>.{1,80})/,
    outcomeOfReason,
  ],
  [
    /^Connection to (?<host>\S{1,255}) (?:\(\S{1,80}\) )?(?:port )?(?<port>\d{1,5}) (?:port )?\[tcp\/\S{1,30}\] succeeded!/,
    'connected',
  ],
  [
    /^nc: getaddrinfo (?:for host )?"?(?<host>[^\s":]{1,255})"?(?: port \S{1,30})?: (?:Name or service not known|Temporary failure)/,
    'name-not-resolved',
  ],
  [/^nc: (?<host>\S{1,255}) \(\S{1,80}:(?<port>\d{1,5})\): (?<why>.{1,80})/, outcomeOfReason],
  [
    /^(?:\(UNKNOWN\)|\S{1,255}) \[(?<host>[^\]\s]{2,60})\] (?<port>\d{1,5}) \(\S{1,30}\) : (?<why>.{1,80})/,
    outcomeOfReason,
  ],
  [/^(?:\(UNKNOWN\)|\S{1,255}) \[(?<host>[^\]\s]{2,60})\] (?<port>\d{1,5}) \(\S{1,30}\) open$/, 'connected'],
  [/^(?<host>\S{1,255}) \(\S{1,80}:(?<port>\d{1,5})\) open$/, 'connected'],
  [/^Ncat: Connected to (?<host>\S{1,255}):(?<port>\d{1,5})\.$/, 'connected'],
  [/^Ncat: Could not resolve hostname "(?<host>[^"\s]{1,255})"/, 'name-not-resolved'],
  [/^Ncat: TIMEOUT\.$/, 'timed-out'],
  [/^Ncat: (?<why>(?:Connection|No route|Network|Host|Operation) .{1,60})/, outcomeOfReason],
  [
    /^(?:nc|telnet|wget): can't connect to remote host(?: \((?<host>\S{1,80})\))?: (?<why>.{1,80})/,
    outcomeOfReason,
  ],
  [/^(?:nc|telnet|wget): bad address '(?<host>[^'\s]{1,255})'/, 'name-not-resolved'],
  [/^telnet: connect to address (?<host>\S{1,255}?): (?<why>\D.{0,80})/, outcomeOfReason],
  [/^telnet: Unable to connect to remote host: (?<why>.{1,80})/, outcomeOfReason],
  [/^telnet: could not resolve (?<host>[^\s/]{1,255})\/(?<port>\d{1,5}): /, 'name-not-resolved'],
  [/^telnet: (?<host>[^\s:]{1,255}): (?:Name or service not known|Temporary failure)/, 'name-not-resolved'],
  [/^wget: unable to resolve host address ['‘’`]?(?<host>[^\s'’]{1,255})/, 'name-not-resolved'],
  [/^wget: download timed out/, 'timed-out'],
  [
    /^Connecting to \S{1,255} \(.{1,255}\)\|(?<host>[^|\s]{2,60})\|:(?<port>\d{1,5})\.\.\. (?:failed: )?(?<why>.{1,80})/,
    wgetEnding,
  ],
  [
    /^Connecting to (?<host>[^\s|]{1,255}?)(?:\|[^|\s]{2,60}\|)?:(?<port>\d{1,5})\.\.\. (?:failed: )?(?<why>.{1,80})/,
    wgetEnding,
  ],
  [/^Connecting to \S{1,255} \((?<host>\S{1,80}):(?<port>\d{1,5})\)$/, null],
  [/^WARNING: TCP connect to \(?(?<host>[^\s():]{1,255}) ?: ?(?<port>\d{1,5})\)? failed/, 'timed-out'],
  [/^Trying (?<host>\S{1,255}?)\.\.\.$/, null],
  [/^ssh: connect to host (?<host>\S{1,255}) port (?<port>\d{1,5}): (?<why>.{1,80})/, outcomeOfReason],
  [/^ssh: Could not resolve hostname (?<host>[^\s:]{1,255}): /, 'name-not-resolved'],
  [
    /^(?:-?bash|sh|timeout): (?:line \d+: )?\/dev\/tcp\/(?<host>[^\s/]{1,255})\/(?<port>\d{1,5}): (?<why>.{1,80})/,
    outcomeOfReason,
  ],
];

function wgetEnding(words: string): ConnectionOutcome | null {
  return words.startsWith('connected') ? 'connected' : outcomeOfReason(words);
}

/** Reads one line; `null` when it is none of these programs'. */
export function connectLine(text: string): ConnectLine | null {
  const line = text.trim();
  if (line.length > 600) return null;
  for (const [pattern, reason] of patterns) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const { groups } = match;
    const outcome = typeof reason === 'function' ? reason(groups?.['why'] ?? '') : reason;
    if (outcome === null && reason !== null) return null;
    const port = groups?.['port'] === undefined ? null : Number(groups['port']);
    return { host: groups?.['host'] ?? null, port, outcome };
  }
  return null;
}

/** `wget -T 5 -qO- http://10.101.7.33`, `wget --spider web:8080`. */
function urlOfWget(words: readonly string[]): Endpoint | null {
  const given = words
    .slice(1)
    .filter(
      (word, at, all) =>
        !word.startsWith('-') &&
        !/^(?:-[a-zA-Z]*[TtOoaP]|--(?:timeout|tries|header))$/.test(all[at - 1] ?? ''),
    );
  const [only] = given;
  if (only === undefined || given.length > 1) return null;
  return urlEndpoint(/^https?:\/\//i.test(only) ? only : `http://${only}`);
}

const portTaking = new Set(['nc', 'ncat', 'netcat', 'telnet']);

/** The target that a command names: `nc -vz HOST PORT`, `telnet HOST PORT`, `wget URL`. */
export function targetOf(words: readonly string[]): Endpoint | null {
  const program = (words[0] ?? '').replace(/^.*\//, '');
  if (program === 'wget') return urlOfWget(words);
  if (!portTaking.has(program)) return null;
  const [host, port] = words
    .slice(1)
    .filter(
      (word, position, all) => !word.startsWith('-') && !/^-[a-z]*[wip]$/.test(all[position - 1] ?? ''),
    );
  const endpoint = host === undefined ? null : parseEndpoint(host);
  if (endpoint === null) return null;
  return {
    host: endpoint.host,
    port: port !== undefined && /^\d{1,5}$/.test(port) ? Number(port) : endpoint.port,
  };
}
