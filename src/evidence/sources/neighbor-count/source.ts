// $ ip -4 neigh show nud all | wc -l
// 1021
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';

const fact = 'neighbor-table.entries';

const counts = /^(?:sudo )?(?:ip\b.{0,60} n(?:eigh)?\b|ip n(?:eigh)?\b|arp\b).{0,80}\| ?wc -l/;
const cacheFile = '/proc/net/stat/arp_cache';

/** The number that `wc -l` printed, or the first column, in hexadecimal, of the kernel's own statistics. */
function entriesOf(text: string, fromKernel: boolean): number | null {
  const [first = ''] = wordsOf(text);
  if (fromKernel) return /^[0-9a-f]{8}$/.test(first) ? Number.parseInt(first, 16) : null;
  return /^\d{1,8}$/.test(text.trim()) ? Number(first) : null;
}

export const neighborCount: Source = {
  id: 'neighbor-count',
  title: 'how many neighbours the kernel knows (ip neigh | wc -l, /proc/net/stat/arp_cache)',
  commands: ['ip neigh', 'ip n', 'arp', `cat ${cacheFile}`],
  needles: ['entries,allocs,', 'unresolved_discards'],
  facts: [fact],
  read({ command, lines }: Block) {
    const reading = new ReadingBuilder();
    const header = lines.find(({ text }) => /^entries[, ]+allocs/.test(text.trim()));
    if (header === undefined && !counts.test(command ?? '')) return reading;
    const isRow = (line: Line) => entriesOf(line.text, header !== undefined) !== null;
    const row = lines.find((line) => line.number > (header?.number ?? 0) && isRow(line));
    if (row === undefined) return reading;
    if (header !== undefined) {
      reading.understand(header);
      // One row for each CPU, all with the same first column.
      for (const line of lines) if (isRow(line)) reading.understand(line);
    }
    reading.value(fact, entriesOf(row.text, header !== undefined), row);
    return reading;
  },
};
