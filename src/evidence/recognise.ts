import { NeedleIndex } from '../lib/needle-index.ts';
import type { Block, Source } from './source.ts';

interface KnownCommand {
  source: number;
  /** The words behind the program. */
  rest: readonly string[];
}

/** Finds the sources that may read a block, without running them. */
export class Recogniser {
  readonly #sources: readonly Source[];
  readonly #commands = new Map<string, KnownCommand[]>();
  readonly #needles: NeedleIndex;
  /** The source of each needle. */
  readonly #sourceOf: readonly number[];

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
    for (const [source, { commands }] of sources.entries()) {
      for (const command of commands) {
        const [program = '', ...rest] = command.split(' ');
        const known = this.#commands.get(program) ?? [];
        known.push({ source, rest });
        this.#commands.set(program, known);
      }
    }
    this.#needles = new NeedleIndex(sources.flatMap(({ needles }) => needles));
    this.#sourceOf = sources.flatMap(({ needles }, source) => needles.map(() => source));
  }

  /** The sources that read the block's command, and those of which a needle is in its lines; in the order of all sources. */
  sourcesFor(block: Block): Source[] {
    const asked = new Uint8Array(this.#sources.length);
    const [program = '', ...rest] = block.words;
    for (const known of this.#commands.get(program) ?? [])
      if (inOrder(known.rest, rest)) asked[known.source] = 1;
    const text = block.lines.map((line) => line.text).join('\n');
    this.#needles.scan(text, (needle) => {
      asked[this.#sourceOf[needle] ?? 0] = 1;
    });
    return this.#sources.filter((_, position) => asked[position] === 1);
  }
}

/** Whether the words occur in this order, with others between them. */
function inOrder(words: readonly string[], within: readonly string[]): boolean {
  let next = 0;
  for (const word of within) if (word === words[next]) next++;
  return next === words.length;
}
