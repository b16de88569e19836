// I0511 09:49:55.100226 2329027 round_trippers.go:510] HTTP Trace: Dial to tcp:10.24.69.222:6443 succeed
// I0511 09:50:05.100639 2329027 round_trippers.go:570] HTTP Statistics: DNSLookup 0 ms Dial 0 ms TLSHandshake 10000 ms Duration 10000 ms
// I0613 22:21:58.201634    9156 round_trippers.go:553] GET https://127.0.0.1:50581/api 200 OK in 5 milliseconds
// Server Version: v1.28.2
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { readKubectlTrace, traceNeedles } from '../../text/kubectl-trace.ts';
import { VersionReader } from './server-version.ts';

export const kubectlVerbose: Source = {
  id: 'kubectl-verbose',
  title: 'Request traces of kubectl and other clients (--v=6 and above), and kubectl version',
  commands: ['kubectl version', 'oc version'],
  needles: [
    ...traceNeedles,
    'Server Version: v',
    'Client Version: v',
    'Kubernetes Version: v',
    'serverVersion',
    'clientVersion',
  ],
  facts: ['connection.attempts', 'tls.handshakes', 'apiserver.version'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    const { reports, claimed } = readKubectlTrace(block.lines);
    for (const { report, line } of reports) reading.item(report.fact, report.item, line);
    const versions = new VersionReader();
    for (const line of block.lines) {
      const version = versions.read(line);
      if (version?.kind === 'server') reading.value('apiserver.version', version.version, line);
      else if (version !== null || claimed.has(line.number)) reading.understand(line);
    }
    return reading;
  },
};
