/** Where an observation came from. */
export type Origin =
  /** Lines of a submitted text (both counted from 1, both inclusive), read by a source. */
  | { text: number; lines: readonly [number, number]; source: string }
  /** A submitted fact, by its position. */
  | { submitted: number };

/** One thing seen once. A list fact is observed item by item, so that each item keeps its own lines. */
export interface Observation {
  fact: string;
  /** `null`: a fact about the cluster, or about a machine that nothing names. */
  host: string | null;
  /** `value`: the whole value. `item`: one item of a list. `none`: the list is known to be empty. */
  kind: 'value' | 'item' | 'none';
  /** Absent when `kind` is `none`. */
  value: unknown;
  /** ISO 8601; `null` when nobody said. */
  observedAt: string | null;
  origins: readonly Origin[];
}

/** What is known of one fact about one subject, after later observations replaced earlier ones. */
export interface KnownFact {
  fact: string;
  host: string | null;
  value: unknown;
  /** The observations that make up the value, in the order of its items for a list. */
  observations: readonly Observation[];
}

/** Everything known from one body of evidence. A fact that is not in it is unknown, never false. */
export interface FactBase {
  readonly known: readonly KnownFact[];
  /** All subjects of which the fact is known. */
  of(fact: string): readonly KnownFact[];
  /** Every observation in the order in which it was made, replaced ones too. */
  history(fact: string): readonly Observation[];
  /** The machines that the evidence names; `null` among them when facts about an unnamed one are known. */
  readonly hosts: readonly (string | null)[];
}

/** One text as inference sees it: its lines, and the machine that each line is about. */
export interface TextLines {
  /** The command or the name that it was submitted under; conditions look there too. */
  readonly label?: string;
  readonly lines: readonly string[];
  /** The host of line n is at n - 1; `null` when nothing names it. */
  readonly hosts: readonly (string | null)[];
}

/** Secrets of one kind that were redacted from the evidence. */
export interface RedactedSecret {
  readonly kind: string;
  /** How many stood there; equal ones count each. */
  readonly count: number;
  /** Where, from the first to the last. */
  readonly from: readonly (
    | { text: number; lines: readonly [number, number] }
    | { text: number; part: 'command' | 'host' }
    | { submitted: number }
  )[];
}

/** All that inference gets to see of a body of evidence. */
export interface KnownEvidence {
  readonly facts: FactBase;
  readonly texts: readonly TextLines[];
  readonly platform: string | null;
  /** Lines that nothing understood, per text (position) and range (from 1, inclusive). */
  readonly unread: readonly { text: number; lines: readonly [number, number] }[];
  readonly redacted: readonly RedactedSecret[];
}
