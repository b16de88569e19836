// $ for i in $(ls /sys/class/net/cni0/brif); do cat /sys/class/net/cni0/brif/$i/hairpin_mode; done
// 0
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'network.bridge-ports-without-hairpin';

export const hairpinMode: Source = {
  id: 'hairpin-mode',
  title: 'whether ports of a bridge send frames back (hairpin_mode)',
  commands: ['cat', 'for', 'grep'],
  needles: ['hairpin_mode:'],
  facts: [fact],
  read(block: Block): Reading {
    const reading = new ReadingBuilder();
    const asked = (block.command ?? '').includes('hairpin_mode');
    const rows = block.lines.flatMap((line) => {
      const [, path, mode] = /^(\S{1,200}hairpin_mode:|\d{1,5} )?([01])$/.exec(line.text.trim()) ?? [];
      if (mode === undefined || (path?.includes('hairpin_mode:') !== true && !asked)) return [];
      // `sort | uniq -c` puts the count first.
      const ports = /^\d+ $/.test(path ?? '') ? Number(path) : 1;
      return [{ line, ports: mode === '0' ? ports : 0 }];
    });
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return reading;
    for (const { line } of rows) reading.understand(line);
    const without = rows.reduce((sum, { ports }) => sum + ports, 0);
    reading.value(fact, without, first.line, last.line);
    return reading;
  },
};
