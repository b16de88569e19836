// LAST SEEN   TYPE      REASON             OBJECT                     MESSAGE
// 12s         Warning   FailedScheduling   pod/web-7d4b9c6f5-x2x7k    0/3 nodes are available: …
//   Warning  BackOff  2m (x98 over 41m)  kubelet  Back-off restarting failed container
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { eventRow } from './event-row.ts';

const header =
  /^\s*(?:(?:NAMESPACE\s+)?LAST ?SEEN\s|Type\s+Reason\s+Age\s+From\s+Message|----\s+------\s+----)/;

export const kubectlEvents: Source = {
  id: 'kubectl-events',
  title: 'kubectl get events, and the Events below a description',
  commands: ['kubectl get events', 'kubectl get event', 'kubectl get ev', 'kubectl events'],
  needles: ['Warning  ', 'Normal  ', 'LAST SEEN', 'Warning   ', 'Normal   '],
  facts: ['kubernetes.events'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const line of block.lines) {
    const event = eventRow(line.text);
    if (event !== null) reading.item('kubernetes.events', event, line);
    else if (header.test(line.text)) reading.understand(line);
  }
  return reading;
}
