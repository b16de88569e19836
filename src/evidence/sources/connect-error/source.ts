// nc: connect to 10.0.0.1 port 443 (tcp) failed: Connection refused
// Connection to 10.0.0.1 443 port [tcp/https] succeeded!
// Trying 10.0.0.1...
// telnet: Unable to connect to remote host: No route to host
// Connecting to 10.0.0.1:443... failed: Connection timed out.
// ssh: connect to host 10.0.0.1 port 22: Connection timed out
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { attemptReport } from '../../text/connection-report.ts';
import { type Endpoint, parseEndpoint } from '../../text/endpoint.ts';
import { isAnswer } from '../../text/http-answer.ts';
import { type ConnectLine, connectLine, targetOf } from './connect-line.ts';

class ConnectReading extends ReadingBuilder {
  readonly #asked: Endpoint | null;
  readonly #telnet: boolean;
  readonly #wget: boolean;
  #announced: { endpoint: Endpoint; line: Line } | null = null;

  constructor(block: Block) {
    super();
    this.#asked = targetOf(block.words);
    this.#telnet = block.words[0] === 'telnet';
    this.#wget = block.words[0] === 'wget';
  }

  read(line: Line): void {
    const said = connectLine(line.text);
    if (said === null) {
      this.#greeting(line);
      this.#answer(line);
      return;
    }
    const endpoint = this.#endpointOf(said);
    if (said.outcome === null) {
      if (endpoint !== null) this.#announced = { endpoint, line };
      if (this.#asked !== null || !line.text.trimStart().startsWith('Trying')) this.understand(line);
      return;
    }
    if (endpoint === null) return;
    const { fact, item } = attemptReport(
      said.outcome === 'name-not-resolved' ? { host: endpoint.host, port: null } : endpoint,
      said.outcome,
      this.#asked?.host,
    );
    this.item(fact, item, this.#announced?.line ?? line, line);
    this.#announced = null;
  }

  /** `wget -qO- URL` prints what it was answered, and nothing else. */
  #answer(line: Line): void {
    if (!this.#wget || this.#asked === null || this.findings.length > 0 || !isAnswer(line.text)) return;
    const { fact, item } = attemptReport(this.#asked, 'connected');
    this.item(fact, item, line);
  }

  #endpointOf(said: ConnectLine): Endpoint | null {
    const before = this.#announced?.endpoint ?? this.#asked;
    if (said.host === null) return before;
    const parsed = parseEndpoint(said.host);
    const port =
      said.port ?? (before?.host === said.host || this.#asked !== null ? (before?.port ?? null) : null);
    return parsed === null ? null : { host: parsed.host, port: port ?? parsed.port };
  }

  /** telnet's own two lines when it has connected. */
  #greeting(line: Line): void {
    const connected = /^Connected to (\S{1,255}?)\.?$/.exec(line.text.trim());
    if (connected !== null && (this.#announced !== null || this.#telnet)) {
      const endpoint = this.#announced?.endpoint ?? this.#asked;
      if (endpoint !== null) {
        const { fact, item } = attemptReport(endpoint, 'connected', this.#asked?.host);
        this.item(fact, item, this.#announced?.line ?? line, line);
      }
      this.#announced = null;
    } else if (line.text.startsWith("Escape character is '^]'")) this.understand(line);
  }
}

export const connectError: Source = {
  id: 'connect-error',
  title: 'nc, telnet, wget, ssh and bash: whether they could connect',
  commands: ['nc', 'ncat', 'netcat', 'telnet', 'wget', 'ssh'],
  needles: [
    'nc: ',
    'Ncat: ',
    '[tcp/',
    '(UNKNOWN) [',
    "can't connect to remote host",
    'telnet: ',
    'wget: ',
    'TCP connect to ',
    'Connecting to ',
    'ssh: ',
    '/dev/tcp/',
    "Escape character is '^]'",
  ],
  facts: ['connection.attempts'],
  read(block: Block) {
    const reading = new ConnectReading(block);
    for (const line of block.lines) reading.read(line);
    return reading;
  },
};
