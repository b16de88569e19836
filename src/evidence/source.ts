/** One line of a block, numbered within its text from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A piece of one text: what one command printed, or a whole text in which no commands are visible. */
export interface Block {
  /** Position of the text in the evidence. */
  readonly text: number;
  readonly host: string | null;
  /** The command line as typed; `null` when unknown. */
  readonly command: string | null;
  /** Its words without sudo, environment, wrappers (kubectl exec … --, nsenter, ssh) and pipes; empty when unknown. */
  readonly words: readonly string[];
  readonly lines: readonly Line[];
}

/** First and last line, both inclusive. */
export type LineRange = readonly [first: number, last: number];

interface Found {
  fact: string;
  lines: LineRange;
  /** The machine that the fact is about, when it is not the block's. */
  host?: string | null;
}

/** A scalar has a `value`; a list is found item by item; `none` says that a list is known to be empty. */
export type Finding = Found & ({ value: unknown } | { item: unknown } | { none: true });

/**
 * What a source made of a block. Bad text is data, never an exception: all empty means that the block is not the
 * source's; findings and unreadable lines together, that it was read in part.
 */
export interface Reading {
  readonly findings: readonly Finding[];
  /** Lines that were understood without becoming a fact: headers, separators, settled states. */
  readonly understood: readonly LineRange[];
  /** Lines that belong to this source's output but could not be made sense of. */
  readonly unreadable: readonly LineRange[];
}

/** The reader of one command's or component's output. It finds its own lines in whatever block it is given. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** Commands whose output it reads: program and leading words, `kubectl get pods`. Matched as a subsequence of `words`. */
  readonly commands: readonly string[];
  /** At least one of these is in every text that it can read (letter case is ignored); cheap to look for. */
  readonly needles: readonly string[];
  /** Ids of the facts that it can find. */
  readonly facts: readonly string[];
  /** Linear in the block's length. */
  read(block: Block): Reading;
}

/** Gathers a reading while a source goes through its lines. */
export class ReadingBuilder implements Reading {
  readonly findings: Finding[] = [];
  readonly understood: LineRange[] = [];
  readonly unreadable: LineRange[] = [];

  /** A scalar fact that these lines state. */
  value(fact: string, value: unknown, first: Line, last: Line = first): void {
    this.findings.push({ fact, value, lines: [first.number, last.number] });
  }

  /** One item of a list fact that these lines state. */
  item(fact: string, item: unknown, first: Line, last: Line = first): void {
    this.findings.push({ fact, item, lines: [first.number, last.number] });
  }

  /** These lines state that the list is empty. */
  none(fact: string, first: Line, last: Line = first): void {
    this.findings.push({ fact, none: true, lines: [first.number, last.number] });
  }

  understand(first: Line, last: Line = first): void {
    this.understood.push([first.number, last.number]);
  }

  fail(first: Line, last: Line = first): void {
    this.unreadable.push([first.number, last.number]);
  }
}
