// cpu=0   	found=0 invalid=1234 insert=0 insert_failed=12 drop=12 early_drop=0 error=3 search_restart=12
// entries  searched found new invalid ignore delete delete_list insert insert_failed drop early_drop …
// conntrack v1.4.6 (conntrack-tools): 262144 flow entries have been shown.
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';

const counters = wordTable<string>({
  insert_failed: 'conntrack.insert-failed',
  drop: 'conntrack.drops',
  early_drop: 'conntrack.early-drops',
  invalid: 'conntrack.invalid',
});

const tracked = 'sysctl.net.netfilter.nf_conntrack_count';

class ConntrackReading extends ReadingBuilder {
  readonly #isCount: boolean;
  /** Sums over the processors. */
  readonly #sums = new Map<string, number>();
  #columns: readonly string[] = [];
  #first: Line | null = null;
  #last: Line | null = null;

  constructor({ words }: Block) {
    super();
    this.#isCount = words[0] === 'conntrack' && words.some((word) => word === '-C' || word === '--count');
  }

  take(line: Line): void {
    const words = wordsOf(line.text);
    const shown = /\(conntrack-tools\): (\d{1,9}) flow entries have been shown/.exec(line.text)?.[1];
    if (shown !== undefined) this.understand(line);
    if (shown !== undefined && !this.#isFiltered(words)) this.value(tracked, Number(shown), line);
    else if (this.#isCount && /^\d{1,9}$/.test(line.text.trim()))
      this.value(tracked, Number(line.text), line);
    else if (/^cpu=\d{1,4}$/.test(words[0] ?? '')) this.#addNamed(line, words);
    else if (words.includes('insert_failed') && words[0] === 'entries') {
      this.#columns = words;
      this.understand(line);
    } else if (this.#columns.length > 0 && words.length === this.#columns.length)
      this.#addColumns(line, words);
  }

  /** Zero entries shown is what a filter leaves of a table. */
  #isFiltered(words: readonly string[]): boolean {
    return words.includes('0');
  }

  #addNamed(line: Line, words: readonly string[]): void {
    for (const word of words) {
      const [name = '', value = ''] = word.split('=');
      if (/^\d{1,15}$/.test(value)) this.#add(name, Number(value), line);
    }
  }

  /** /proc/net/stat/nf_conntrack is in hexadecimal, a line a processor. */
  #addColumns(line: Line, words: readonly string[]): void {
    if (!words.every((word) => /^[0-9a-f]{8,16}$/.test(word))) return;
    for (const [position, name] of this.#columns.entries())
      this.#add(name, Number.parseInt(words[position] ?? '', 16), line);
  }

  #add(name: string, value: number, line: Line): void {
    this.#first ??= line;
    this.#last = line;
    if (Object.hasOwn(counters, name)) this.#sums.set(name, (this.#sums.get(name) ?? 0) + value);
  }

  finish(): void {
    if (this.#first === null || this.#last === null) return;
    this.understand(this.#first, this.#last);
    for (const [name, sum] of this.#sums)
      this.value(counters[name] ?? '', Math.min(sum, Number.MAX_SAFE_INTEGER), this.#first, this.#last);
  }
}

export const conntrack: Source = {
  id: 'conntrack',
  title: 'connection tracking (conntrack -S, -C, -L; /proc/net/stat/nf_conntrack)',
  commands: ['conntrack -S', 'conntrack -C', 'conntrack --count', 'conntrack -L'],
  needles: ['insert_failed', 'flow entries have been shown'],
  facts: [...Object.values(counters), tracked],
  read(block) {
    const reading = new ConntrackReading(block);
    for (const line of block.lines) reading.take(line);
    reading.finish();
    return reading;
  },
};
