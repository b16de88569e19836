// $ ls -l /etc/cni/net.d
// -rw-r--r-- 1 root root  292 May 16 08:41 10-flannel.conflist
// $ ls /opt/cni/bin
// { "cniVersion": "0.3.1", "plugins": [ { "type": "flannel" }, { "type": "portmap" } ] }
// bandwidth  bridge  dhcp  flannel  host-local
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { commandItself, isUnfiltered, printedNothing, wordsOf } from '../../text/words.ts';

type FileFact = 'cni.config-files' | 'cni.plugin-binaries';

/** Which of the two directories a path is; `null` for any other. */
function factOf(path: string): FileFact | null {
  if (/\/cni\/net\.d\/?\*?$/.test(path)) return 'cni.config-files';
  return /\/cni\/bin\/?\*?$|^\/usr\/lib(?:exec)?\/cni\/?$/.test(path) ? 'cni.plugin-binaries' : null;
}

/** What the runtime reads; backups and kubeconfigs beside it are none. */
const isConfiguration = (name: string): boolean => /\.(?:conf|conflist|json)$/.test(name);

const listPrograms = new Set(['ls', 'll', 'dir']);

class FilesReading extends ReadingBuilder {
  #fact: FileFact | null;
  #first: Line | null = null;
  #listed = 0;
  readonly #whole: boolean;

  constructor(block: Block) {
    super();
    const lists = listPrograms.has(block.words[0] ?? '');
    const paths = lists ? block.words.slice(1).flatMap((word) => factOf(word) ?? []) : [];
    // Of several directories each has its heading.
    this.#fact = paths.length === 1 ? (paths[0] ?? null) : null;
    this.#whole = isUnfiltered(block);
    if (this.#fact !== null && this.#whole && printedNothing(block)) this.none(this.#fact, commandItself);
  }

  take(line: Line): void {
    const text = line.text.trim();
    const heading = /^(\/\S{1,200}):$/.exec(text)?.[1];
    if (heading !== undefined) this.#open(line, factOf(heading));
    else if (this.#fact !== null) this.#takeWithin(line, text);
  }

  #open(line: Line, fact: FileFact | null): void {
    this.finish();
    this.#fact = fact;
    this.#first = null;
    this.#listed = 0;
    if (fact !== null) this.understand(line);
  }

  #takeWithin(line: Line, text: string): void {
    if (text === '') return;
    if (/^total \d+/.test(text)) this.#first = line;
    else if (/No such file or directory$/.test(text) && /^ls: cannot access/.test(text)) this.#missing(line);
    else {
      const names = namesIn(text);
      for (const name of names) this.#name(line, name);
      if (names.length === 0) return;
    }
    this.understand(line);
  }

  #missing(line: Line): void {
    if (this.#fact !== null && this.#listed === 0) this.none(this.#fact, line);
    this.#fact = null;
  }

  #name(line: Line, name: string): void {
    if (this.#fact === null) return;
    if (this.#fact === 'cni.plugin-binaries' || isConfiguration(name)) {
      this.item(this.#fact, name, line);
      this.#listed += 1;
    }
  }

  /** A long listing without a file: the directory is empty. */
  finish(): this {
    if (this.#fact !== null && this.#first !== null && this.#listed === 0) this.none(this.#fact, this.#first);
    return this;
  }
}

/** The file of a long row, or the names of a short one; none for directories and lines of other kinds. */
function namesIn(text: string): string[] {
  const words = wordsOf(text);
  const mode = words[0] ?? '';
  if (/^[-dlbcps][-rwxsStT]{9}[.+@]?$/.test(mode)) {
    const name = words[mode.startsWith('l') ? words.indexOf('->') - 1 : words.length - 1];
    return mode.startsWith('d') || name === undefined ? [] : [name];
  }
  return words.every((word) => /^[\w][\w.-]{0,80}\*?$/.test(word))
    ? words.map((word) => word.replace('*', ''))
    : [];
}

/** Programs that a configuration calls. Those of `ipam` are programs, too; `delegate` is merged into what calls it. */
function readTypes(reading: FilesReading, { lines }: Block): void {
  const first = lines.findIndex(({ text }) => /"cniVersion"\s{0,5}:/.test(text));
  if (first < 0) return;
  for (const line of lines) {
    const types = line.text.matchAll(/"type"\s{0,5}:\s{0,5}"([a-z][\w.-]{0,60})"/g);
    for (const [, type] of types) reading.item('cni.called-plugins', type, line);
  }
}

export const cniFiles: Source = {
  id: 'cni-files',
  title:
    "listings of the network plugins' configurations and programs, and what the former call (/etc/cni/net.d, /opt/cni/bin)",
  commands: ['ls', 'll'],
  needles: ['cni/net.d', 'cni/bin', 'lib/cni', '"cniVersion"'],
  facts: ['cni.config-files', 'cni.plugin-binaries', 'cni.called-plugins'],
  read(block) {
    const reading = new FilesReading(block);
    for (const line of block.lines) reading.take(line);
    readTypes(reading, block);
    return reading.finish();
  },
};
