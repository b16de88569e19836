import type { ConnectionOutcome, TlsHandshake } from '../../../facts/connections.ts';
import type { Line } from '../../source.ts';
import {
  attemptReport,
  type ConnectionReport,
  handshakeReport,
  nameBeside,
} from '../../text/connection-report.ts';
import type { Endpoint } from '../../text/endpoint.ts';
import type { CurlEvent } from './curl-line.ts';

interface Attempt {
  endpoint: Endpoint;
  outcome: ConnectionOutcome | null;
  first: Line;
  last: Line;
}

/** More addresses than this a name does not have: none is looked for further back. */
const mostAddresses = 50;

/** A report with the lines that tell it. */
export interface SpannedReport {
  readonly report: ConnectionReport;
  readonly first: Line;
  readonly last: Line;
}

/** One run of curl for one URL: the addresses it tried, and the handshake that followed. */
export class Transfer {
  readonly #attempts: Attempt[] = [];
  #name: string | null;
  #port: number | null;
  #connection: Attempt | null = null;
  #tunnel: Endpoint | null = null;
  #tls: { phase: 'started' | 'answered' | 'completed'; first: Line; last: Line } | null = null;
  #tlsFailure: TlsHandshake['outcome'] | null = null;
  #tlsTarget: Endpoint | null = null;
  #alpn: string | null | undefined;

  /** @param asked What the command line names, when it is known. */
  constructor(asked: Endpoint | null) {
    this.#name = asked?.host ?? null;
    this.#port = asked?.port ?? null;
  }

  /** Whether this event can only belong to a later run. */
  isOver(event: CurlEvent): boolean {
    if (event.kind === 'begin') return this.#attempts.length > 0 || this.#tls !== null;
    return event.kind === 'trying' && this.#connection !== null;
  }

  add(event: CurlEvent, line: Line): void {
    switch (event.kind) {
      case 'begin':
        this.#name = event.endpoint.host;
        this.#port = event.endpoint.port;
        return;
      case 'trying':
        this.#open(event.endpoint, line).outcome = event.outcome;
        return;
      case 'connected':
        this.#name = event.name;
        this.#connection = this.#find(event.endpoint.host) ?? this.#open(event.endpoint, line);
        this.#connection.endpoint = event.endpoint;
        this.#settle(this.#connection, 'connected', line);
        return;
      case 'failed':
        this.#fail(event, line);
        return;
      case 'ended':
        this.#end(event.outcome, line);
        return;
      case 'unresolved':
        this.#settle(
          this.#find(event.name) ?? this.#open({ host: event.name, port: null }, line),
          'name-not-resolved',
          line,
        );
        return;
      case 'tunnel':
        this.#tunnel = event.endpoint;
        return;
      default:
        this.#handshake(event, line);
    }
  }

  /** The last line of a run: what it adds to the attempt that it ends. */
  close(line: Line): void {
    const last = this.#attempts.at(-1);
    if (last !== undefined && last.outcome !== null && this.#connection === null) last.last = line;
  }

  reports(): SpannedReport[] {
    const attempts = this.#attempts.flatMap(({ endpoint, outcome, first, last }) =>
      outcome === null ? [] : [{ report: attemptReport(endpoint, outcome, this.#name), first, last }],
    );
    const outcome = this.#handshakeOutcome();
    if (outcome === null || this.#tls === null) return attempts;
    const target = this.#tunnel ?? this.#connection?.endpoint ?? this.#tlsTarget ?? this.#asked();
    const name = this.#tunnel === null ? nameBeside(target?.host ?? null, this.#name) : {};
    const alpn = this.#alpn === undefined ? {} : { alpn: this.#alpn };
    const report = handshakeReport(target, outcome, { ...alpn, ...name });
    return [...attempts, { report, first: this.#tls.first, last: this.#tls.last }];
  }

  #handshakeOutcome(): TlsHandshake['outcome'] | null {
    if (this.#tlsFailure !== null && this.#tls?.phase !== 'completed') return this.#tlsFailure;
    if (this.#tls?.phase === 'completed') return 'completed';
    return this.#tls?.phase === 'started' && (this.#connection !== null || this.#attempts.length === 0)
      ? 'stalled'
      : null;
  }

  #handshake(event: Extract<CurlEvent, { kind: 'tls' | 'tls-failed' | 'alpn' }>, line: Line): void {
    this.#tls ??= { phase: 'started', first: line, last: line };
    this.#tls.last = line;
    if (event.kind === 'alpn') {
      this.#alpn = event.protocol;
      this.#tls.phase = 'completed';
    } else if (event.kind === 'tls-failed') {
      this.#tlsFailure ??= event.outcome;
      this.#tlsTarget = event.endpoint;
    } else if (this.#tls.phase !== 'completed' && event.phase !== 'started') this.#tls.phase = event.phase;
  }

  #asked(): Endpoint | null {
    return this.#name === null ? null : { host: this.#name, port: this.#port };
  }

  #find(host: string): Attempt | undefined {
    return this.#attempts.slice(-mostAddresses).find(({ endpoint }) => endpoint.host === host);
  }

  #open(endpoint: Endpoint, line: Line): Attempt {
    const attempt = {
      endpoint: { host: endpoint.host, port: endpoint.port ?? this.#port },
      outcome: null,
      first: line,
      last: line,
    };
    this.#attempts.push(attempt);
    return attempt;
  }

  #settle(attempt: Attempt, outcome: ConnectionOutcome, line: Line): void {
    attempt.outcome = outcome;
    attempt.last = line;
  }

  #fail({ endpoint, outcome, summary }: Extract<CurlEvent, { kind: 'failed' }>, line: Line): void {
    if (summary) this.#name = endpoint.host;
    const known = this.#find(endpoint.host) ?? (summary ? this.#attempts.at(-1) : undefined);
    const attempt = known ?? this.#open(endpoint, line);
    attempt.endpoint = { host: attempt.endpoint.host, port: endpoint.port ?? attempt.endpoint.port };
    attempt.outcome ??= outcome;
    attempt.last = line;
  }

  /** An ending that names nothing: of the handshake, if one is under way, else of the last attempt. */
  #end(outcome: ConnectionOutcome, line: Line): void {
    if (this.#tls !== null && this.#tls.phase !== 'completed') {
      this.#tls.last = line;
      this.#tlsFailure ??= outcome === 'timed-out' ? 'timed-out' : 'reset';
      return;
    }
    if (this.#connection !== null) {
      if (outcome === 'reset' || outcome === 'closed') this.#settle(this.#connection, outcome, line);
      return;
    }
    const asked = this.#asked();
    const attempt = this.#attempts.at(-1) ?? (asked === null ? undefined : this.#open(asked, line));
    if (attempt !== undefined) this.#settle(attempt, attempt.outcome ?? outcome, line);
  }
}
