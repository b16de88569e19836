// listening on flannel0, link-type RAW (Raw IP), capture size 262144 bytes
// 0 packets captured
import type { CaptureSummary } from '../../../facts/reachability.ts';
import { ReadingBuilder, type Source } from '../../source.ts';

/** How many packets a capture on one interface saw; a capture on `any` tells nothing about one. */
export const captureSummary: Source = {
  id: 'capture-summary',
  title: 'how much a capture on an interface saw (tcpdump)',
  commands: [],
  needles: ['packets captured', 'packet captured'],
  facts: ['capture.summaries'],
  read(block) {
    const reading = new ReadingBuilder();
    let on: string | null = null;
    for (const line of block.lines) {
      on = /\blistening on ([\w.@-]{1,32}), link-type /.exec(line.text)?.[1] ?? on;
      const packets = /^(?:\^C)?\s{0,4}(\d{1,12}) packets? captured$/.exec(line.text.trimEnd())?.[1];
      if (packets === undefined || on === null || on === 'any') continue;
      const item: CaptureSummary = { interface: on, packets: Number(packets) };
      reading.item('capture.summaries', item, line);
      on = null;
    }
    return reading;
  },
};
