// Module                  Size  Used by
// br_netfilter           28672  0
// bridge                176128  1 br_netfilter
import { kernelModules } from '../../../facts/host.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isElision } from '../../text/columns.ts';
import { commandItself, isUnfiltered, printedNothing } from '../../text/words.ts';
import { greppedNames, isModuleHeader, moduleLine, wouldShow } from './module-line.ts';

/** A listing under a header that is at least this long is taken for a whole one when no command says more. */
const wholeListing = 10;

const known: ReadonlySet<string> = new Set(kernelModules);

const listsModules = (block: Block): boolean =>
  block.words[0] === 'lsmod' || (block.words[0] === 'cat' && block.words[1] === '/proc/modules');

class ModulesReading extends ReadingBuilder {
  readonly #block: Block;
  readonly #loaded = new Map<string, Line>();
  #rows: Line[] = [];
  #header: Line | null = null;
  #isCut = false;

  constructor(block: Block) {
    super();
    this.#block = block;
  }

  take(line: Line): void {
    if (isModuleHeader(line.text)) this.#header = line;
    else if (isElision(line.text)) this.#isCut = true;
    else {
      const read = moduleLine(line.text);
      if (read === null) return;
      this.#rows.push(line);
      for (const name of [read.name, ...read.usedBy])
        if (known.has(name) && !this.#loaded.has(name)) this.#loaded.set(name, line);
    }
  }

  finish(): this {
    const [first, last] = [this.#header ?? this.#rows[0], this.#rows.at(-1)];
    if (first === undefined || last === undefined) return this.#takeSilence();
    // Two numbers behind a word may be anything; with a header, a command or a known module they are modules.
    if (this.#header === null && !listsModules(this.#block) && this.#loaded.size === 0) return this;
    if (this.#header !== null) this.understand(this.#header);
    for (const row of this.#rows) this.understand(row);
    for (const [name, line] of this.#loaded) this.value(`kernel-module.${name}`, true, line);
    const isWhole = this.#isWhole();
    for (const name of known)
      if (!this.#loaded.has(name) && (isWhole || wouldShow(this.#command, name)))
        this.value(`kernel-module.${name}`, false, first, last);
    return this;
  }

  get #command(): string {
    return listsModules(this.#block) ? (this.#block.command ?? '') : '';
  }

  #isWhole(): boolean {
    if (this.#isCut) return false;
    if (this.#block.command !== null) return listsModules(this.#block) && isUnfiltered(this.#block);
    return this.#header !== null && this.#rows.length >= wholeListing;
  }

  /** `lsmod | grep br_netfilter` without output: it is not loaded. A second command may be the look at what is built in. */
  #takeSilence(): this {
    const isAlone = !/;|&&/.test(this.#command) || this.#command.includes('modules.builtin');
    if (!printedNothing(this.#block) || !isAlone) return this;
    for (const name of greppedNames(this.#command))
      if (known.has(name)) this.value(`kernel-module.${name}`, false, commandItself);
    return this;
  }
}

export const lsmod: Source = {
  id: 'lsmod',
  title: 'loaded kernel modules (lsmod, /proc/modules)',
  commands: ['lsmod', 'cat /proc/modules'],
  needles: ['Used by', ...kernelModules],
  facts: kernelModules.map((name) => `kernel-module.${name}`),
  read(block) {
    const reading = new ModulesReading(block);
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
