// * connect to 10.100.225.223 port 5000 failed: Connection timed out
// * Failed to connect to 10.100.225.223 port 5000: Connection timed out
// curl: (7) Failed to connect to 10.100.225.223 port 5000: Connection timed out
// * Connected to 10.0.0.1 (10.0.0.1) port 6443 (#0)
// * Initializing NSS with certpath: sql:/etc/pki/nssdb
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { attemptReport } from '../../text/connection-report.ts';
import type { Endpoint } from '../../text/endpoint.ts';
import { isAnswer } from '../../text/http-answer.ts';
import { askedFor, exitOutcome } from './asked-for.ts';
import { type CurlEvent, type CurlLine, connectionEvent, curlLine } from './curl-line.ts';
import { statusCode } from './status-code.ts';
import { tlsEvent } from './tls-line.ts';
import { Transfer } from './transfer.ts';

/** Lines of a trace beside those that tell how it went: headers sent and received, sizes, notes, the progress meter. */
const accompanies = (text: string): boolean =>
  /^(?:\* |[<>](?: |$)|[{}] \[|== Info: |\s{1,8}CA(?:path|file): |command terminated with exit code \d)/.test(
    text,
  ) || isMeter(text);

const isMeter = (text: string): boolean =>
  text.includes('--:--:--') || /^\s{1,8}% Total\s|^\s{1,60}Dload\s{1,4}Upload/.test(text);

class CurlReading extends ReadingBuilder {
  readonly #asked: Endpoint | null;
  /** No trace is printed: only an answer, or the exit status, tells how it went. */
  readonly #silent: boolean;
  #transfer: Transfer | null = null;
  #inside = false;

  readonly #block: Block;

  constructor(block: Block) {
    super();
    this.#block = block;
    this.#asked = askedFor(block);
    this.#silent = block.words[0] === 'curl';
  }

  read(line: Line): void {
    const own = curlLine(line.text);
    if (own === null && this.#transfer === null) this.#outcomeAlone(line);
    const event = own === null ? null : this.#eventOf(own);
    if (event !== null) {
      if (this.#transfer?.isOver(event)) this.finish();
      this.#transfer ??= new Transfer(this.#asked);
      this.#transfer.add(event, line);
    }
    const exit = own !== null && own.exitCode !== null;
    this.#inside = event !== null || exit || (this.#inside && accompanies(line.text));
    if (this.#inside) this.understand(line);
    if (!exit) return;
    this.#transfer?.close(line);
    this.finish();
  }

  #outcomeAlone(line: Line): void {
    const status = statusCode(this.#block, line.text);
    if (status !== null) {
      const { fact, item } = attemptReport(status.endpoint, status.outcome);
      this.item(fact, item, line);
      return;
    }
    const outcome = isAnswer(line.text) ? 'connected' : exitOutcome(line.text);
    if (this.#asked === null || !this.#silent || outcome === null || this.findings.length > 0) return;
    const { fact, item } = attemptReport(this.#asked, outcome);
    this.item(fact, item, line);
  }

  #eventOf({ body, exitCode }: CurlLine): CurlEvent | null {
    const event = tlsEvent(body) ?? connectionEvent(body);
    if (event?.kind !== 'ended') return event;
    // Exit code 35 is a failed handshake, whatever the words.
    if (exitCode === 35 && event.outcome === 'reset')
      return { kind: 'tls-failed', outcome: 'reset', endpoint: null };
    return exitCode === null && this.#transfer === null ? null : event;
  }

  finish(): void {
    for (const { report, first, last } of this.#transfer?.reports() ?? [])
      this.item(report.fact, report.item, first, last);
    this.#transfer = null;
  }
}

export const curlVerbose: Source = {
  id: 'curl-verbose',
  title: 'curl: its verbose trace, its error line, and libcurl errors of other programs',
  commands: ['curl'],
  needles: [
    'curl: (',
    'About to connect()',
    'Trying ',
    'Connected to ',
    'Established connection to ',
    'server certificate verification',
    'connect to ',
    'Failed connect to ',
    'Immediate connect fail for ',
    'Could not resolve host',
    "Couldn't resolve host",
    'Initializing NSS with certpath',
    ', TLS handshake, ',
    'SSL connection using',
    'ALPN',
    'schannel: ',
    'command terminated with exit code',
    '<html',
    'HTTP/1.',
    'HTTP/2 ',
  ],
  facts: ['connection.attempts', 'tls.handshakes'],
  read(block: Block) {
    const reading = new CurlReading(block);
    for (const line of block.lines) reading.read(line);
    reading.finish();
    return reading;
  },
};
