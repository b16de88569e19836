// 2023/03/09 10:21:44 [error] 31#31: *98112 upstream timed out (110: Operation timed out) while connecting to upstream, …, upstream: "http://10.20.44.17:80/"
// 2023/03/09 10:21:49 [error] 31#31: *98113 connect() failed (111: Connection refused) while connecting to upstream, …, upstream: "http://10.20.44.17:80/"
import type { ConnectionOutcome } from '../../../facts/connections.ts';
import type { Block, Source } from '../../source.ts';
import { attemptReport, ConnectionReading } from '../../text/connection-report.ts';
import { urlsIn } from '../../text/endpoint.ts';

const outcomes: readonly (readonly [said: string, outcome: ConnectionOutcome])[] = [
  ['upstream timed out (110: ', 'timed-out'],
  ['connect() failed (111: Connection refused)', 'refused'],
  ['connect() failed (113: ', 'no-route'],
];

export const nginxUpstream: Source = {
  id: 'nginx-upstream',
  title: "what nginx's error log says of connections to its backends",
  commands: [],
  needles: ['while connecting to upstream'],
  facts: ['connection.attempts'],
  read(block: Block) {
    const reading = new ConnectionReading();
    for (const line of block.lines) {
      const said = line.text.indexOf(' while connecting to upstream');
      const upstream = line.text.indexOf(', upstream: "');
      if (said < 0 || upstream < 0) continue;
      const outcome = outcomes.find(([words]) => line.text.slice(0, said).includes(words))?.[1];
      const endpoint = urlsIn(line.text.slice(upstream)).at(0)?.endpoint;
      if (outcome === undefined || endpoint === undefined || endpoint === null) continue;
      // The proxy tried, in its pod, not the machine on which its log was printed.
      reading.report(attemptReport(endpoint, outcome), line, null);
    }
    return reading;
  },
};
