// Unable to connect to the server: dial tcp 20.1.2.3:443: i/o timeout
// The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?
// Error from server: Get "https://10.240.0.4:10250/containerLogs/…": dial tcp 10.240.0.4:10250: i/o timeout
import type { Block, Source } from '../../source.ts';
import { ConnectionReading } from '../../text/connection-report.ts';
import { kubectlErrorNeedles, kubectlError as readError } from '../../text/kubectl-error.ts';
import { readKubectlTrace } from '../../text/kubectl-trace.ts';

export const kubectlError: Source = {
  id: 'kubectl-error',
  title: "kubectl's own errors, and those of the API server that it passes on",
  commands: [],
  needles: kubectlErrorNeedles,
  facts: ['connection.attempts', 'tls.handshakes'],
  read(block: Block) {
    const reading = new ConnectionReading();
    const { claimed } = readKubectlTrace(block.lines);
    for (const line of block.lines) {
      const error = claimed.has(line.number) ? null : readError(line.text);
      if (error === null) continue;
      // What the API server tried says nothing of the machine on which kubectl ran.
      const host = error.tried === 'server' ? null : undefined;
      for (const report of error.reports) reading.report(report, line, host);
      if (error.reports.length === 0 && line.text.includes('Unable to connect to the server'))
        reading.understand(line);
    }
    return reading;
  },
};
