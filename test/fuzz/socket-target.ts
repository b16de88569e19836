import { connect } from 'node:net';
import fc from 'fast-check';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { faultsInAnswer } from '../contract-answers.ts';
import { requireNone } from './faults.ts';
import { hostileWord } from './hostile.ts';
import { mutatedText } from './mutated-text.ts';
import type { Tally } from './tally.ts';
import { named } from './target.ts';

interface Input {
  /** What is written, a character a byte. */
  bytes: string;
  /** After how many bytes the rest waits for a moment. */
  pause: number;
}

const crlf = (lines: readonly string[]): string => lines.join('\r\n');
const evidence = '{"facts":[{"fact":"sysctl.net.ipv4.ip_forward","value":0}]}';
const head = ['POST /v1/diagnoses HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json'];

/** Requests that are right, or wrong in ways of their own. */
const requests: readonly string[] = [
  crlf([...head, `Content-Length: ${evidence.length}`, '', evidence]),
  crlf([...head, 'Transfer-Encoding: chunked', '', evidence.length.toString(16), evidence, '0', '', '']),
  crlf([...head, `Content-Length: ${evidence.length}`, 'Transfer-Encoding: chunked', '', '0', '', '']),
  crlf([...head, 'Content-Length: 5', 'Content-Length: 6', '', evidence]),
  crlf([...head, 'Content-Length: 100000', '', evidence]),
  crlf([...head, 'Content-Length: 99999999999', '', evidence]),
  crlf([...head, 'Transfer-Encoding: chunked', '', 'fffffffff', evidence]),
  crlf([...head, 'Content-Encoding: gzip', 'Content-Length: 4', '', '\x1f\x8b\x08\x00']),
  crlf([...head, 'Expect: 100-continue', `Content-Length: ${evidence.length}`, '', evidence]),
  crlf([
    'GET /v1/cases?limit=1 HTTP/1.1',
    'Host: localhost',
    '',
    'GET /healthz HTTP/1.1',
    'Host: localhost',
    '',
    '',
  ]),
  crlf(['GET /v1/cases/%2e%2e%2f%00?cursor=%ff HTTP/1.1', 'Host: [::1]:8321', '', '']),
  crlf(['GET http://elsewhere.example/v1/facts HTTP/1.1', 'Host: localhost', '', '']),
  crlf(['OPTIONS * HTTP/1.1', 'Host: localhost', '', '']),
  crlf(['CONNECT localhost:1 HTTP/1.1', 'Host: localhost', '', '']),
  crlf(['GET /healthz HTTP/1.1', 'Host: localhost', 'Upgrade: websocket', 'Connection: Upgrade', '', '']),
  crlf(['GET //\\evil HTTP/1.1', 'Host: a b', '', '']),
  crlf(['HEAD /v1/facts HTTP/1.0', '', '']),
  crlf(['DELETE /v1/cases/x%0d%0ax-injected:%201 HTTP/1.1', 'Host: localhost', 'X-Request-Id: a\tb', '', '']),
  crlf(['GET /healthz HTTP/1.1', 'Host: localhost', ...Array<string>(300).fill('A: b'), '', '']),
  crlf(['PRI * HTTP/2.0', '', 'SM', '', '']),
];

/** How long an answer is waited for: a request that is not whole is given up only after a minute. */
const PATIENCE_MILLISECONDS = 400;

/** Bytes on a real socket: whatever they are, answers are HTTP by the contract, and the next client is served. */
export const socketTarget = named<Input>('socket', async (tally) => {
  const server = await startServer(
    readConfig({
      CULPRIT_DATABASE: ':memory:',
      CULPRIT_PORT: '0',
      CULPRIT_LOG_LEVEL: 'silent',
      // A busy machine is not what is looked for here.
      CULPRIT_MAX_DELAY_MILLISECONDS: '1000000000',
    }),
  );
  const bytes = fc.oneof(
    fc.constantFrom(...requests),
    mutatedText(requests),
    fc.tuple(mutatedText(requests), hostileWord).map(([text, word]) => text.replace(/: [^\r]*/, `: ${word}`)),
  );
  return {
    inputs: fc.record({ bytes, pause: fc.nat({ max: 400 }) }),
    check: async (input) => {
      const answers = answersIn(await exchange(Number(new URL(server.url).port), input));
      for (const answer of answers) requireNone('the server answers', faultsIn(answer, tally));
      if (answers.length === 0) tally.count('socket', 'no answer');
      const next = await fetch(`${server.url}/healthz`);
      if (next.status !== 200) throw new Error(`the next client is answered ${next.status}`);
    },
    close: () => server.stop(),
  };
});

/** Writes the bytes, then closes its side; resolves with what came back, once the server has closed its own or keeps silent. */
function exchange(port: number, { bytes, pause }: Input): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const done = (): void => {
      socket.destroy();
      resolve(received);
    };
    socket.setEncoding('latin1').setTimeout(PATIENCE_MILLISECONDS, done);
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', done).on('error', done);
    socket.write(bytes.slice(0, pause), 'latin1');
    setImmediate(() => socket.writable && socket.end(bytes.slice(pause), 'latin1'));
  });
}

interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** The answers of a connection, by their lengths; what follows a body of unknown length belongs to it. */
function answersIn(received: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = received; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
    if (end < 0 || !(status >= 100))
      throw new Error(`this is no HTTP: ${JSON.stringify(rest.slice(0, 200))}`);
    const headers = new Headers(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const body = bodyOf(rest.slice(end + 4), { status, headers });
    answers.push({ status, headers, body });
    rest = rest.slice(end + 4 + body.length);
  }
  return answers;
}

function bodyOf(rest: string, { status, headers }: Pick<RawAnswer, 'status' | 'headers'>): string {
  if (status === 100 || status === 204) return '';
  return rest.slice(0, Number(headers.get('content-length') ?? rest.length));
}

/** What Node itself answers to HTTP/1.1 without a Host header: the end of no chunks. */
const isNodes = ({ status, body }: RawAnswer): boolean => status === 400 && body.startsWith('0\r\n\r\n');

function faultsIn(answer: RawAnswer, tally: Tally): string[] {
  const { status, headers, body } = answer;
  tally.count('socket', String(status));
  const injected = headers.get('x-injected') === null ? [] : ['a header that the client made up'];
  if (status >= 500) return [`${status} ${body}`, ...injected];
  // A HEAD has the headers alone.
  if (status < 400 || body === '' || isNodes(answer)) return injected;
  const text = Buffer.from(body, 'latin1').toString('utf8');
  const own = headers.get('x-request-id') === null ? { 'x-request-id': 'none' } : {};
  return [
    ...injected,
    ...faultsInAnswer('getHealth', {
      status,
      headers: new Headers([...headers, ...Object.entries(own)]),
      body: text,
    }),
  ];
}
