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
      const [, path, mode] = /^(\S{1,200}hairpin_mode:)?([01])$/.exec(line.text.trim()) ?? [];
      return mode === undefined || (path === undefined && !asked) ? [] : [{ line, mode }];
    });
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return reading;
    for (const { line } of rows) reading.understand(line);
    reading.value(fact, rows.filter(({ mode }) => mode === '0').length, first.line, last.line);
    return reading;
  },
};
