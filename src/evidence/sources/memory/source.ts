//                total        used        free      shared  buff/cache   available
// Mem:            7953        1210        5012          12        1730        6444
// Swap:           4095           0        4095
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { printedNothing, wordsOf } from '../../text/words.ts';

const available = 'memory.available-percent';
const swap = 'swap.enabled';

const units = wordTable<number>({
  '': 1,
  B: 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
});

/** `7953`, `7.8Gi`, `512M`, `4095B`; `null` for anything else. */
function amount(text: string | undefined): number | null {
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?)([BKMGT]?)(?:i?B?)$/.exec(text ?? '') ?? [];
  return digits === undefined ? null : Number(digits) * (units[unit] ?? 1);
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

class MemoryReading extends ReadingBuilder {
  #columns: string[] = [];
  #totalKilobytes = 0;
  #swaps = false;
  #total = 0;

  take(line: Line): void {
    const words = wordsOf(line.text.slice(0, 300));
    const [first = ''] = words;
    if (words.includes('total') && words.includes('used') && words.includes('free')) this.#columns = words;
    else if (first === 'Mem:') this.#takeMemory(line, words);
    else if (first === 'Swap:') this.#takeSwap(line, words);
    else if (line.text.startsWith('-/+ buffers/cache:')) this.#takeBuffers(line, words);
    else if (first === 'MemTotal:') this.#totalKilobytes = Number(words[1]);
    else if (first === 'MemAvailable:' && this.#totalKilobytes > 0)
      this.value(available, percent(Number(words[1]), this.#totalKilobytes), line);
    else if (first === 'SwapTotal:' && /^\d{1,15}$/.test(words[1] ?? ''))
      this.value(swap, Number(words[1]) > 0, line);
    else this.#takeListing(line, words);
  }

  #takeMemory(line: Line, [, ...cells]: readonly string[]): void {
    const total = amount(cells[this.#columns.indexOf('total')]);
    const left = amount(cells[this.#columns.indexOf('available')]);
    this.#total = total ?? 0;
    if (total === null || total === 0) return;
    if (left === null) this.understand(line);
    else this.value(available, percent(left, total), line);
  }

  /** Before 2014: what is used and free when buffers and cache count as free. */
  #takeBuffers(line: Line, words: readonly string[]): void {
    const left = amount(words[3]);
    if (left !== null && this.#total > 0) this.value(available, percent(left, this.#total), line);
  }

  #takeSwap(line: Line, [, total]: readonly string[]): void {
    const size = amount(total);
    if (size !== null) this.value(swap, size > 0, line);
  }

  /** `swapon --show` and /proc/swaps list what is switched on, and print nothing else. */
  #takeListing(line: Line, words: readonly string[]): void {
    const isHeader = /^(?:NAME TYPE SIZE|Filename Type Size)\b/.test(words.join(' '));
    if (isHeader) this.#swaps = true;
    else if (this.#swaps && /^(?:partition|file|zram)$/.test(words[1] ?? '')) this.value(swap, true, line);
    if (isHeader) this.understand(line);
  }
}

export const memory: Source = {
  id: 'memory',
  title: 'memory and swap (free, /proc/meminfo, swapon, /proc/swaps)',
  commands: ['free', 'swapon', 'cat /proc/swaps', 'cat /proc/meminfo'],
  needles: ['Mem: ', 'Swap: ', 'MemTotal:', 'SwapTotal:', 'Filename\t', 'NAME      TYPE'],
  facts: [available, swap],
  read(block: Block) {
    const reading = new MemoryReading();
    const shows = block.words[0] === 'swapon' && ['--show', '-s'].includes(block.words[1] ?? '');
    if (shows && printedNothing(block)) reading.value(swap, false, { number: 0, text: '' });
    for (const line of block.lines) reading.take(line);
    return reading;
  },
};
