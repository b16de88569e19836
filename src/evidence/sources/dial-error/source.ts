// E0925 06:14:40.882615 1 reflector.go:134] … Get https://10.96.0.1:443/api/v1/endpoints: dial tcp 10.96.0.1:443: connect: no route to host
// {"level":"error","error":"Post \"https://wh.ns.svc:443/x\": context deadline exceeded"}
// Error: 'dial tcp 10.244.2.3:8443: i/o timeout'
// Trying to reach: 'https://10.244.2.3:8443/'
import type { Block, Source } from '../../source.ts';
import { ConnectionReading } from '../../text/connection-report.ts';
import { goNetworkErrors } from '../../text/go-network-error.ts';
import { kubectlCommand } from '../../text/kubectl-command.ts';
import { kubectlError } from '../../text/kubectl-error.ts';
import { readKubectlTrace } from '../../text/kubectl-trace.ts';
import { logLine } from '../../text/log-line.ts';

/** The API server's answer to a request that it should have passed on to a node, pod or service. */
const proxyError = /^Error: '/;

/** How kubectl begins an error of its own that `kubectlError` leaves to this source. */
const ownError = /^error: /i;

export const dialError: Source = {
  id: 'dial-error',
  title: 'Network errors of programs written in Go, in any log line',
  commands: [],
  needles: [
    'dial tcp',
    'read tcp',
    'write tcp',
    'TLS handshake timeout',
    'no such host',
    'server misbehaving',
    'context deadline exceeded',
    'net/http: request canceled',
    'net/http: timeout awaiting',
    'dial timeout',
    'remote error: tls',
    ': EOF',
    ': unexpected EOF',
    'lookup ',
  ],
  facts: ['connection.attempts', 'tls.handshakes'],
  read(block: Block) {
    const reading = new ConnectionReading();
    const { claimed } = readKubectlTrace(block.lines);
    // Logs and events that kubectl fetches tell of the machines that wrote them, not of the one that it ran on.
    const fetched = kubectlCommand(block.words) !== null;
    let proxied = false;
    for (const line of block.lines) {
      if (proxied && line.text.startsWith('Trying to reach: ')) reading.understand(line);
      proxied = false;
      if (claimed.has(line.number) || kubectlError(line.text) !== null) continue;
      const reports = goNetworkErrors(line.text);
      if (reports.length === 0) continue;
      proxied = proxyError.test(line.text);
      const logged = block.host === null || fetched ? logLine(line.text).host : null;
      const host = logged ?? (proxied || (fetched && !ownError.test(line.text)) ? null : undefined);
      for (const report of reports) reading.report(report, line, host);
    }
    return reading;
  },
};
