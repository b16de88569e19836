import type { PingResult } from '../../../facts/connections.ts';
import type { Line } from '../../source.ts';
import { lossOf, type PingError, type PingLine } from './ping-line.ts';

/** One run of ping, as its lines come in. */
export class PingRun {
  readonly first: Line;
  last: Line;
  target: string | null;
  #counts: { transmitted: number; received: number; lossPercent: number } | null = null;
  #replies = 0;
  #lost = 0;
  /** Refusals that the statistics count as packets received. */
  #refused = 0;
  #sequences: { lowest: number; highest: number } | null = null;
  #error: PingError | null = null;

  #payloadBytes: number | null = null;

  constructor(first: Line, target: string | null) {
    this.first = first;
    this.last = first;
    this.target = target;
  }

  get isCounted(): boolean {
    return this.#counts !== null;
  }

  take(line: Line, read: PingLine): void {
    this.last = line;
    if (read.kind === 'start') this.#payloadBytes = read.payloadBytes;
    else if (read.kind === 'statistics') this.target ??= read.target;
    else if (read.kind === 'reply') this.#takeReply(read.from, read.sequence);
    else if (read.kind === 'counts') this.#counts = read;
    else if (read.kind === 'lost' || read.kind === 'unsent') {
      this.#lost++;
      this.#error ??= read.error;
      if (read.kind === 'lost' && read.answered) this.#refused++;
    }
  }

  #takeReply(from: string, sequence: number | null): void {
    this.target ??= from;
    this.#replies++;
    if (sequence === null) return;
    const { lowest, highest } = this.#sequences ?? { lowest: sequence, highest: sequence };
    this.#sequences = { lowest: Math.min(lowest, sequence), highest: Math.max(highest, sequence) };
  }

  /** `null` when the lines do not show that anything was sent. */
  result(target: string): PingResult | null {
    const counted = this.#counts ?? this.#fromLines();
    if (counted.transmitted === 0) return null;
    const received = Math.max(0, counted.received - (this.isCounted ? this.#refused : 0));
    const { transmitted } = counted;
    const lossPercent = this.#refused > 0 ? lossOf(transmitted, received) : counted.lossPercent;
    return {
      target,
      transmitted,
      received,
      lossPercent,
      ...(this.#payloadBytes === null ? {} : { payloadBytes: this.#payloadBytes }),
      ...(this.#error === null ? {} : { error: this.#error }),
    };
  }

  /** Without statistics, gaps in the sequence numbers tell of packets that were lost. */
  #fromLines(): { transmitted: number; received: number; lossPercent: number } {
    const spanned = this.#sequences === null ? 0 : this.#sequences.highest - this.#sequences.lowest + 1;
    const transmitted = Math.max(spanned, this.#replies + this.#lost);
    return { transmitted, received: this.#replies, lossPercent: lossOf(transmitted, this.#replies) };
  }
}
