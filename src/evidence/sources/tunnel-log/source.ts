// E0505 16:48:03.213218 1 clientset.go:204] "cannot connect once" err="rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial tcp 192.168.1.41:8132: connect: no route to host\""
// E0203 14:40:32.739205 22920 server.go:528] "Failed to get a backend" err="No agent available" dialID=3144095128678071165
// error: Internal error occurred: error dialing backend: No agent available
// Tue Oct 13 03:25:22 2020 TLS Error: TLS key negotiation failed to occur within 60 seconds (check your network connectivity)
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { kubectlError } from '../../text/kubectl-error.ts';
import { logLine } from '../../text/log-line.ts';
import { componentIn, componentOf } from './component.ts';
import { tunnelComplaint } from './tunnel-error.ts';

/** Source files of konnectivity whose informational lines say that it works as it should. */
const settled = new Set([
  'options.go',
  'client.go',
  'clientset.go',
  'server.go',
  'server_counter.go',
  'backend_manager.go',
]);

class TunnelReading extends ReadingBuilder {
  readonly #component: string | null;
  /** Where a complaint was found first: a log repeats it, and repeating it adds nothing. */
  readonly #found = new Map<string, { at: number; last: number }>();

  constructor(component: string | null) {
    super();
    this.#component = component;
  }

  read(line: Line): void {
    // What kubectl says when it cannot fetch the log is not in the log.
    const component = kubectlError(line.text) === null ? (componentIn(line.text) ?? this.#component) : null;
    const complaint = tunnelComplaint(line.text, component !== null && component !== 'kube-apiserver');
    if (complaint !== null) this.#complain({ component: component ?? userOf(complaint), ...complaint }, line);
    else if (this.#component?.startsWith('konnectivity') && isInformation(line)) this.understand(line);
  }

  #complain(error: object, line: Line): void {
    const key = JSON.stringify(error);
    const known = this.#found.get(key);
    const finding = known === undefined ? undefined : this.findings[known.at];
    if (known === undefined || finding === undefined) {
      this.#found.set(key, { at: this.findings.length, last: line.number });
      this.item('tunnel.errors', error, line);
    } else if (known.last === line.number - 1) {
      finding.lines = [finding.lines[0], line.number];
      known.last = line.number;
    } else this.understand(line);
  }
}

/** Whoever complains of the tunnel without being part of it. */
const userOf = ({ error }: { error: string }): string =>
  error === 'alpn-rejected' ? 'unnamed' : 'kube-apiserver';

const isInformation = ({ text }: Line): boolean =>
  /\bI\d{4} \d\d:/.test(text) && settled.has(logLine(text).file ?? '');

export const tunnelLog: Source = {
  id: 'tunnel-log',
  title: 'Logs of konnectivity, tunnelfront and aks-link, and what the API server says of its tunnel',
  commands: ['kubectl logs', 'journalctl', 'docker logs', 'crictl logs', 'nerdctl logs'],
  needles: [
    'konnectivity',
    'tunnelfront',
    'aks-link',
    'proxy-agent',
    'proxy-server',
    'cannot connect once',
    'cannot sync once',
    'could not read stream',
    'No agent available',
    'no tunnels available',
    'No SSH tunnels currently open',
    'Failed to get a backend',
    'error dialing backend',
    'dial timeout',
    'backend dial timed out',
    'waiting for backend dial',
    'DIAL_RSP contains failure',
    'Receive stream from agent read failure',
    'missing selected ALPN property',
    'no application protocol',
  ],
  facts: ['tunnel.errors'],
  read(block: Block) {
    const reading = new TunnelReading(componentOf(block));
    for (const line of block.lines) reading.read(line);
    return reading;
  },
};
