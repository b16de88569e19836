// udp      17 28 src=10.244.3.18 dst=10.96.0.53 sport=40112 dport=514 [UNREPLIED] src=10.244.1.77 dst=10.244.3.18 …
import type { TrackedFlow } from '../../../facts/services.ts';
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';

/** Protocol, then the flow as it began, then what is expected to answer; states and marks stand between and behind. */
const entry =
  /^(?:ipv[46]\s+\d+\s+)?(udp|tcp|sctp)\s+\d+\s+.{0,40}?\bsrc=(\S{1,45}) dst=(\S{1,45}) sport=\d{1,5} dport=(\d{1,5}) (?:packets=\d+ bytes=\d+ )?(\[UNREPLIED\] )?src=(\S{1,45}) /;

export const conntrackFlows: Source = {
  id: 'conntrack-flows',
  title: 'entries of the connection tracking table (conntrack -L, /proc/net/nf_conntrack)',
  commands: ['conntrack', 'cat /proc/net/nf_conntrack'],
  needles: [' dport='],
  facts: ['conntrack.flows'],
  read(block: Block): Reading {
    const reading = new ReadingBuilder();
    for (const line of block.lines) {
      const [, protocol, , destination, port, unreplied, answerer] = entry.exec(line.text) ?? [];
      if (protocol === undefined || destination === undefined || answerer === undefined) continue;
      // Flows that nothing rewrites tell nothing of Services, and a table has thousands.
      if (destination === answerer && unreplied === undefined) reading.understand(line);
      else
        reading.item(
          'conntrack.flows',
          {
            protocol,
            destination,
            port: Number(port),
            answerer,
            unreplied: unreplied !== undefined,
          } satisfies TrackedFlow,
          line,
        );
    }
    return reading;
  },
};
