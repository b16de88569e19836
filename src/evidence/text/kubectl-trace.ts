// I0511 … round_trippers.go:466] curl -v -XGET  -H "…" 'https://10.0.0.1:6443/version?timeout=32s'
// I0511 … round_trippers.go:510] HTTP Trace: Dial to tcp:10.0.0.1:6443 succeed
// I0511 … round_trippers.go:570] HTTP Statistics: DNSLookup 0 ms Dial 0 ms TLSHandshake 10000 ms Duration 10000 ms
// I0409 … round_trippers.go:562] "HTTP Trace: Dial succeed" network="tcp" address="10.0.0.1:6443"
import type { Line } from '../source.ts';
import type { ConnectionReport } from './connection-report.ts';
import { goNetworkErrors } from './go-network-error.ts';
import { kubectlError } from './kubectl-error.ts';
import { logLine } from './log-line.ts';
import { TracedRequest } from './traced-request.ts';

/** A report and the line that it is taken from. */
export interface TracedReport {
  readonly report: ConnectionReport;
  readonly line: Line;
}

export interface KubectlTrace {
  readonly reports: readonly TracedReport[];
  /** Numbers of the lines that belong to the trace, or that repeat what it says. */
  readonly claimed: ReadonlySet<number>;
}

/** Source files of kubectl whose lines only accompany a request. */
const accompanying = new Set([
  'round_trippers.go',
  'debugging.go',
  'loader.go',
  'cert_rotation.go',
  'request.go',
  'helper.go',
  'type.go',
  'cached_discovery.go',
  'envvar.go',
]);

/** Each of these marks a trace of requests, whatever its verbosity. */
export const traceNeedles: readonly string[] = [
  'HTTP Trace: D',
  'HTTP Statistics: ',
  'round_trippers.go',
  'debugging.go',
];

const isTrace = (lines: readonly Line[]): boolean =>
  lines.some(({ text }) => traceNeedles.some((needle) => text.includes(needle)));

const nothing: KubectlTrace = { reports: [], claimed: new Set() };

/** Timings vary: two reports that differ in nothing else are one. */
const keyOf = ({ fact, item }: ConnectionReport): string =>
  JSON.stringify([fact, { ...item, durationMilliseconds: undefined }]);

/**
 * Reads the request traces that kubectl and other clients print at verbosity 6 and above. An error that only repeats
 * how a traced request ended belongs to the trace, so that one attempt is one finding.
 */
export function readKubectlTrace(lines: readonly Line[]): KubectlTrace {
  if (!isTrace(lines)) return nothing;
  const reading = new TraceReading(lines.some(({ text }) => detail.test(text)));
  for (const line of lines) reading.read(line);
  return { reports: [...reading.reports.values()], claimed: reading.claimed };
}

const detail = /HTTP Trace: |HTTP Statistics:|tlsHandshakeMilliseconds/;

class TraceReading {
  readonly reports = new Map<string, TracedReport>();
  readonly claimed = new Set<number>();
  readonly #known = new Set<string>();
  readonly #detailed: boolean;
  #request: TracedRequest;
  /** Lines that a value of several lines (`headers=<` … ` >`) may still take. */
  #within = 0;
  #stack = false;

  constructor(detailed: boolean) {
    this.#detailed = detailed;
    this.#request = new TracedRequest(detailed);
  }

  read(line: Line): void {
    const { message, file } = logLine(line.text);
    if (TracedRequest.begins(message)) this.#request = new TracedRequest(this.#detailed);
    const found = this.#request.read(message) ?? this.#completed(line);
    const value = this.#withinValue(message);
    if (found !== null) this.#keep(line, found);
    else if (
      value ||
      this.#inStack(message) ||
      (file !== null && accompanying.has(file)) ||
      this.#repeats(line)
    )
      this.claimed.add(line.number);
  }

  #keep(line: Line, found: readonly ConnectionReport[]): void {
    this.claimed.add(line.number);
    for (const report of found) {
      if (this.reports.has(keyOf(report))) continue;
      this.reports.set(keyOf(report), { report, line });
      for (const key of agreementKeys(report, 'keep')) this.#known.add(key);
    }
  }

  #withinValue(message: string): boolean {
    if (message.endsWith('=<')) {
      this.#within = longestValue;
      return true;
    }
    if (this.#within === 0) return false;
    this.#within = message.startsWith(' >') ? 0 : this.#within - 1;
    return true;
  }

  /** The stack that klog prints after a fatal error. */
  #inStack(message: string): boolean {
    const frame = /^[\w./*()-]{1,200}\(.{0,400}\)$|^\t\S{1,300}\.go:\d|^created by /.test(message);
    this.#stack = /^goroutine \d{1,9} \[/.test(message) || (this.#stack && frame);
    return this.#stack;
  }

  /** kubectl's last words on a traced request, when only the trace names the server. */
  #completed(line: Line): ConnectionReport[] | null {
    const completed = (kubectlError(line.text)?.reports ?? []).flatMap(
      (report) => this.#request.complete(report) ?? [],
    );
    return completed.length > 0 && !this.#repeats(line) ? completed : null;
  }

  /** Whether all that a line says of connections is in the trace. */
  #repeats(line: Line): boolean {
    const said = kubectlError(line.text)?.reports ?? goNetworkErrors(line.text);
    return (
      said.length > 0 &&
      said.every((one) => agreementKeys(one, 'look up').some((key) => this.#known.has(key)))
    );
  }
}

/** Under these keys a report meets those that say the same, or less: neither its port nor its target. */
function agreementKeys({ fact, item }: ConnectionReport, use: 'keep' | 'look up'): string[] {
  const hosts = [item.target, item.name].filter((host) => typeof host === 'string');
  const said = hosts.map((host) => [host, item.port ?? '']);
  const less = [...hosts.map((host) => [host, '']), ['', '']];
  const keys = use === 'keep' ? [...said, ...less] : said.length > 0 ? said : [['', '']];
  return keys.map((key) => [fact, item.outcome, ...key].join(' '));
}

const longestValue = 80;
