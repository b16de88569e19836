import { attemptReport, type ConnectionReport, handshakeReport, nameBeside } from './connection-report.ts';
import { type Endpoint, parseEndpoint, urlsIn } from './endpoint.ts';
import { goNetworkErrors } from './go-network-error.ts';

/** Go's http.Transport, as client-go sets it up, gives a TLS handshake this long. */
const handshakeLimitMilliseconds = 10_000;

const answered =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) https?:\/\/\S+\s{1,4}(?:(\d{3}) [A-Za-z ]{0,40})?in \d+ milliseconds/;

/** `TLSHandshake 10000 ms` or `tlsHandshakeMilliseconds=10000`. */
const handshakeTime = /TLSHandshake (\d{1,9}) ms|tlsHandshakeMilliseconds=(\d{1,9})/;
const serverAnswered = /ServerProcessing \d+ ms|serverProcessingMilliseconds=\d/;

/** One request of a trace, as far as its lines have been seen. */
export class TracedRequest {
  /** Whether the trace times dial and handshake (verbosity 9), or tells requests only. */
  readonly #detailed: boolean;
  #asked: Endpoint | null = null;
  #https = true;
  #dialled: Endpoint | null = null;
  #answered = false;
  #failed = false;

  constructor(detailed: boolean) {
    this.#detailed = detailed;
  }

  /** Whether this line starts a request: nothing of the one before it holds any more. */
  static begins(message: string): boolean {
    return /^\s*curl (?:-k )?-v -X|^"Request" /.test(message);
  }

  /** What a line of the trace adds; `null` when it is not a line of a trace. */
  read(message: string): ConnectionReport[] | null {
    if (/^"?HTTP Trace: /.test(message)) return this.#dial(message);
    if (TracedRequest.begins(message)) {
      this.#noteUrl(message);
      return [];
    }
    const status = answered.exec(message);
    if (status !== null || message.startsWith('"Response" ')) {
      this.#noteUrl(message);
      this.#answered = status?.[1] !== undefined || / status="\d{3}/.test(message);
      this.#failed = !this.#answered;
      return handshakeTime.test(message) ? this.#handshake(message) : this.#answer();
    }
    return /^\s*HTTP Statistics: |^ *> milliseconds=/.test(message) ? this.#handshake(message) : null;
  }

  /** An error of this request, with its server where only the trace names it; `null`: not of this request. */
  complete(report: ConnectionReport): ConnectionReport | null {
    if (!this.#failed || this.#asked === null) return null;
    if (report.item.target === null) return handshakeReport(this.#asked, 'timed-out');
    return [report.item.target, report.item.name].includes(this.#asked.host) ? report : null;
  }

  #noteUrl(message: string): void {
    const url = urlsIn(message).at(-1);
    if (url?.endpoint == null) return;
    this.#asked = url.endpoint;
    this.#https = url.https;
  }

  #dial(message: string): ConnectionReport[] {
    const dial =
      /Dial to tcp:(\S{1,300}) (succeed|failed)|Dial (succeed|failed)" network="tcp" address="([^"]{1,300})"/.exec(
        message,
      );
    if (dial === null) return [];
    const target = parseEndpoint(dial[1] ?? dial[4] ?? '');
    this.#dialled = target;
    if (target === null) return [];
    if ((dial[2] ?? dial[3]) === 'succeed') return [attemptReport(target, 'connected', this.#asked?.host)];
    this.#failed = true;
    return goNetworkErrors(message.slice(dial.index + dial[0].length)).map((report) =>
      report.fact === 'connection.attempts'
        ? attemptReport(target, report.item.outcome, this.#asked?.host)
        : report,
    );
  }

  /** Where nothing times the handshake, an answer over https means that there was one. */
  #answer(): ConnectionReport[] {
    if (!this.#answered || this.#detailed || this.#asked === null) return [];
    const connected = attemptReport(this.#asked, 'connected');
    return this.#https ? [connected, handshakeReport(this.#asked, 'completed')] : [connected];
  }

  #handshake(message: string): ConnectionReport[] {
    const times = handshakeTime.exec(message);
    if (times === null) return [];
    const durationMilliseconds = Number(times[1] ?? times[2]);
    const target = this.#dialled ?? this.#asked;
    const done = this.#answered || serverAnswered.test(message);
    const outcome = done
      ? 'completed'
      : durationMilliseconds >= handshakeLimitMilliseconds
        ? 'timed-out'
        : null;
    if (outcome === null || (durationMilliseconds === 0 && !this.#https)) return [];
    const name = nameBeside(target?.host ?? null, this.#asked?.host);
    return [handshakeReport(target, outcome, { durationMilliseconds, ...name })];
  }
}
