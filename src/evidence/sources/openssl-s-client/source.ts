// $ openssl s_client -connect 10.0.0.1:6443 -alpn h2 </dev/null
// CONNECTED(00000003)
// SSL handshake has read 3217 bytes and written 421 bytes
// New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
// No ALPN negotiated
import type { ConnectionOutcome } from '../../../facts/connections.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, type Line, type LineRange, ReadingBuilder, type Source } from '../../source.ts';
import { outcomeOfReason } from '../../text/connection-outcome.ts';
import { attemptReport, handshakeReport } from '../../text/connection-report.ts';
import { type Endpoint, parseEndpoint } from '../../text/endpoint.ts';

/** Linux's numbers, as openssl prints them: `connect:errno=111`. */
const errnos = wordTable<ConnectionOutcome>({
  '101': 'network-unreachable',
  '104': 'reset',
  '110': 'timed-out',
  '111': 'refused',
  '113': 'no-route',
});

const settled =
  /^(?:depth=|verify (?:return|error)|---$|Certificate chain|Server certificate|Connecting to |DONE$|subject=|issuer=|SSL-Session:|Verif(?:y|ication)|Early data|Server public key|no peer certificate|Secure Renegotiation|Compression|Expansion)/;

class ClientReading extends ReadingBuilder {
  readonly #target: Endpoint | null;
  #connected: Line | null = null;
  #last: Line | null = null;
  /** Number of the last line that told of an attempt to connect. */
  #tried = 0;
  #completed = false;
  #failure: 'alert' | 'reset' | null = null;
  #alpn: string | null | undefined;

  constructor(target: Endpoint | null) {
    super();
    this.#target = target;
  }

  read(line: Line): void {
    if (line.text.startsWith('CONNECTED(')) {
      this.finish();
      this.#connected = line;
      this.#last = line;
      this.#attempt('connected', line);
    } else if (this.#connected === null) this.#connectError(line);
    else if (this.#handshake(line.text) || settled.test(line.text)) this.#last = line;
  }

  /** How the handshake of the last connection went, once all its lines are read. */
  finish(): void {
    const [first, last] = [this.#connected, this.#last];
    if (first === null || last === null) return;
    const outcome = this.#completed ? 'completed' : (this.#failure ?? (first === last ? 'stalled' : null));
    if (outcome !== null) {
      const alpn = this.#completed && this.#alpn !== undefined ? { alpn: this.#alpn } : {};
      const { fact, item } = handshakeReport(this.#target, outcome, alpn);
      this.item(fact, item, first, last);
    } else this.understand(first, last);
    this.#connected = null;
    this.#completed = false;
    this.#failure = null;
    this.#alpn = undefined;
  }

  #handshake(text: string): boolean {
    const cipher = /^(?:New|Reused), (.{1,40}), Cipher is (\S{1,80})/.exec(text);
    if (cipher !== null) this.#completed = cipher[2] !== '(NONE)';
    const protocol = /^ALPN protocol: (\S{1,40})/.exec(text)?.[1];
    const none = text.startsWith('No ALPN negotiated');
    if (protocol !== undefined || none) this.#alpn = protocol ?? null;
    const reset = /^(?:write|read):errno=(?:0|104)\b|unexpected eof while reading/.test(text);
    if (reset) this.#failure ??= 'reset';
    const alert = /:error:.{0,200}\balert\b/.test(text);
    if (alert) this.#failure ??= 'alert';
    const size = text.startsWith('SSL handshake has read ');
    return cipher !== null || protocol !== undefined || none || reset || alert || size;
  }

  #connectError(line: Line): void {
    const number = /^connect:errno=(\d{1,4})/.exec(line.text)?.[1];
    const words = /(?:^connect: |:connect:|BIO_connect:)(.{1,80})/.exec(line.text)?.[1];
    const outcome = number === undefined ? outcomeOfReason(words ?? '') : (errnos[number] ?? null);
    const unresolved = /getaddrinfo|gethostbyname|BIO_lookup_ex/.test(line.text);
    if (outcome !== null || unresolved) this.#attempt(outcome ?? 'name-not-resolved', line);
  }

  #attempt(outcome: ConnectionOutcome, line: Line): void {
    if (this.#target === null) return;
    const port = outcome === 'name-not-resolved' ? null : this.#target.port;
    const { fact, item } = attemptReport({ host: this.#target.host, port }, outcome);
    const lines: LineRange = [line.number, line.number];
    const before = this.findings.at(-1);
    // An error comes as two lines, in words and as a number.
    if (before?.fact === fact && this.#tried === line.number - 1)
      before.lines = [before.lines[0], line.number];
    else this.findings.push({ fact, item, lines });
    this.#tried = line.number;
  }
}

export const opensslSClient: Source = {
  id: 'openssl-s-client',
  title: 'openssl s_client: whether a TLS handshake completes, and with which ALPN protocol',
  commands: ['openssl s_client'],
  needles: ['CONNECTED(0'],
  facts: ['connection.attempts', 'tls.handshakes'],
  read(block: Block) {
    const connect = block.words.indexOf('-connect');
    const named = connect < 0 ? undefined : block.words[connect + 1];
    const reading = new ClientReading(named === undefined ? null : parseEndpoint(named));
    const isOwn =
      block.words.includes('s_client') || block.lines.some(({ text }) => /^CONNECTED\(0/.test(text));
    if (isOwn) for (const line of block.lines) reading.read(line);
    reading.finish();
    return reading;
  },
};
