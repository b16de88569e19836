// * connect to 10.100.225.223 port 5000 failed: Connection timed out
// * Failed to connect to 10.100.225.223 port 5000: Connection timed out
// curl: (7) Failed to connect to 10.100.225.223 port 5000: Connection timed out
// * Connected to 10.0.0.1 (10.0.0.1) port 6443 (#0)
// * Initializing NSS with certpath: sql:/etc/pki/nssdb
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { type Endpoint, urlEndpoint } from '../../text/endpoint.ts';
import { type CurlEvent, type CurlLine, connectionEvent, curlLine } from './curl-line.ts';
import { tlsEvent } from './tls-line.ts';
import { Transfer } from './transfer.ts';

/** The URL of a curl command, when it has just one. */
function askedFor({ words }: Block): Endpoint | null {
  const urls = words.slice(1).flatMap((word) => urlOf(word.replaceAll(/["']/g, '')));
  return urls.length === 1 ? urlEndpoint(urls[0] ?? '') : null;
}

/** curl takes an address without a scheme for HTTP. */
function urlOf(word: string): string[] {
  if (/^https?:\/\//i.test(word)) return [word];
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:\/|$)|^[\w.-]{1,253}:\d{2,5}(?:\/|$)/.test(word);
  return isAddress ? [`http://${word}`] : [];
}

/** Lines of a trace beside those that tell how it went: headers sent and received, sizes, notes, the progress meter. */
const accompanies = (text: string): boolean =>
  /^(?:\* |[<>](?: |$)|[{}] \[|== Info: |\s{1,8}CA(?:path|file): |command terminated with exit code \d)/.test(
    text,
  ) || isMeter(text);

const isMeter = (text: string): boolean =>
  text.includes('--:--:--') || /^\s{1,8}% Total\s|^\s{1,60}Dload\s{1,4}Upload/.test(text);

class CurlReading extends ReadingBuilder {
  readonly #asked: Endpoint | null;
  #transfer: Transfer | null = null;
  #inside = false;

  constructor(asked: Endpoint | null) {
    super();
    this.#asked = asked;
  }

  read(line: Line): void {
    const own = curlLine(line.text);
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
  ],
  facts: ['connection.attempts', 'tls.handshakes'],
  read(block: Block) {
    const reading = new CurlReading(askedFor(block));
    for (const line of block.lines) reading.read(line);
    reading.finish();
    return reading;
  },
};
