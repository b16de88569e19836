// Filesystem      Size  Used Avail Use% Mounted on
// /dev/sda1        40G   40G   20K 100% /
// Filesystem      Inodes IUsed IFree IUse% Mounted on
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';

const fact = 'disk.filesystems';

const header = /^Filesystem\s.*\b(Use%|IUse%|Capacity|Util%)\s.*Mounted on/;

function takeRow(reading: ReadingBuilder, line: Line, ofInodes: boolean): boolean {
  const words = wordsOf(line.text.slice(0, 500));
  const position = words.findIndex((word) => /^\d{1,3}%$/.test(word));
  const mount = words[position + 1];
  if (position < 1 || mount === undefined || !mount.startsWith('/')) return false;
  const percent = Number.parseInt(words[position] ?? '', 10);
  const device = words[0] ?? '';
  reading.item(
    fact,
    { mount, device, ...(ofInodes ? { inodeUsePercent: percent } : { usePercent: percent }) },
    line,
  );
  return true;
}

export const df: Source = {
  id: 'df',
  title: 'file systems and how full they are (df -h, df -i)',
  commands: ['df'],
  needles: ['Mounted on'],
  facts: [fact],
  read({ words, lines }: Block) {
    const reading = new ReadingBuilder();
    let within = words[0] === 'df';
    let ofInodes = words.some((word) => /^-\w*i/.test(word));
    for (const line of lines) {
      const column = header.exec(line.text.trim())?.[1];
      if (column !== undefined) {
        reading.understand(line);
        within = true;
        ofInodes = column === 'IUse%';
      } else if (within && line.text.trim() !== '' && !takeRow(reading, line, ofInodes)) {
        // A long device name has its numbers on the next line; tmpfs without a use prints a dash.
        if (/^\S{8,}$/.test(line.text.trim()) || / - /.test(line.text)) reading.understand(line);
        else within = words[0] === 'df';
      }
    }
    return reading;
  },
};
