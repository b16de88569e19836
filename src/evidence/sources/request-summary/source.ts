//   48210 mixs/v0.0.0 (linux/amd64) kubernetes/$Format
//    1893 kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43
// {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"…","stage":"ResponseComplete","verb":"get","userAgent":"mixs/v0.0.0 …"}
// apiserver_longrunning_requests{group="",resource="secrets",scope="cluster",verb="WATCH",version="v1"} 812
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { readAuditEvents } from './audit-events.ts';
import { readClientObjects, readClientTables } from './client-tables.ts';
import { ClientTally } from './client-tally.ts';
import { readCountedLines } from './counted-lines.ts';
import { readMetrics } from './metrics.ts';

export const requestSummary: Source = {
  id: 'request-summary',
  title: 'who calls the API server: counts of user agents, audit logs, metrics',
  commands: ['jq', 'kubectl get --raw'],
  needles: [
    ...['(linux/', '(darwin/', '(windows/', 'system:serviceaccount:', 'system:node:', 'system:kube-'],
    ...['audit.k8s.io/', 'UserAgent', 'user_agent', 'user.username', 'ClientIp', 'sourceIPs'],
    ...['apiserver_request_total', 'apiserver_request_count', 'apiserver_longrunning_'],
  ],
  facts: ['apiserver.requests-by-client', 'apiserver.long-running-requests', 'apiserver.throttled-requests'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const tally = new ClientTally();
  readCountedLines(reading, block, tally);
  readAuditEvents(reading, block, tally);
  readClientTables(reading, block, tally);
  readClientObjects(reading, block, tally);
  readMetrics(reading, block, tally);
  tally.report(reading);
  return reading;
}
