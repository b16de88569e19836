import { canonicalJson } from '../lib/canonical-json.ts';
import { groupBy } from '../lib/group-by.ts';
import { Recogniser } from './recognise.ts';
import type { Finding, LineRange, Source } from './source.ts';
import { sources } from './sources.ts';
import { blank, type CutBlock, settledLine, type Transcript } from './transcript.ts';

/** A finding, by whom, where and about which machine. */
export interface Found {
  finding: Finding;
  source: string;
  text: number;
  lines: LineRange;
  host: string | null;
}

export interface TextReading {
  found: readonly Found[];
  /** Lines that no source understood. */
  unread: readonly LineRange[];
}

let recogniser: Recogniser | undefined;

/** Runs the sources over the blocks of one text. What two sources find alike on the same lines counts once. */
export function readTranscript(transcript: Transcript): TextReading {
  recogniser ??= new Recogniser(sources);
  const claims = new Claims(transcript.lines.length);
  const found: Found[] = [];
  for (const block of transcript.blocks) {
    const readings = recogniser
      .sourcesFor(block)
      .map((source) => readBlock(source, block, claims))
      .filter((findings) => findings.length > 0);
    // One by one: a call takes no hundred thousand arguments.
    for (const one of readings.length > 1 ? withoutRepeats(readings.flat()) : (readings[0] ?? []))
      found.push(one);
  }
  return { found, unread: claims.unread(transcript.settled) };
}

function readBlock(source: Source, block: CutBlock, claims: Claims): Found[] {
  const { findings, understood } = source.read(block);
  for (const range of understood) claims.claim(range);
  return findings.map((finding) => {
    claims.claim(finding.lines);
    const host = finding.host === undefined ? block.host : finding.host;
    return { finding, source: source.id, text: block.text, lines: shown(finding.lines, block), host };
  });
}

/** A finding that rests on empty output points at the command, or at the text's first line when a label gave that. */
const shown = ([first, last]: LineRange, { commandLine }: CutBlock): LineRange =>
  first > 0 ? [first, last] : [Math.max(1, commandLine), Math.max(1, commandLine, last)];

const withoutRepeats = (found: readonly Found[]): Found[] =>
  [...groupBy(found, keyOf).values()].flatMap(([first]) => first ?? []);

const keyOf = ({ finding, lines, host }: Found): string => canonicalJson([finding, lines, host]);

/** Which lines were understood. Claiming costs the same for any range, so that many long ones stay cheap. */
class Claims {
  /** How many more claims begin than end at line n, at n. */
  readonly #changes: Int32Array;

  constructor(lines: number) {
    this.#changes = new Int32Array(lines + 2);
  }

  claim([first, last]: LineRange): void {
    const from = Math.max(1, first);
    const behind = Math.min(last + 1, this.#changes.length - 1);
    if (behind <= from) return;
    this.#changes[from] = (this.#changes[from] ?? 0) + 1;
    this.#changes[behind] = (this.#changes[behind] ?? 0) - 1;
  }

  /** Ranges reach over blank lines, and over nothing else that is settled. */
  unread(settled: Uint8Array): LineRange[] {
    const ranges: LineRange[] = [];
    let claimed = 0;
    let open: [number, number] | null = null;
    for (let number = 1; number <= settled.length; number++) {
      claimed += this.#changes[number] ?? 0;
      const kind = settled[number - 1];
      if (kind === blank) continue;
      if (claimed > 0 || kind === settledLine) open = null;
      else if (open !== null) open[1] = number;
      else {
        open = [number, number];
        ranges.push(open);
      }
    }
    return ranges;
  }
}
