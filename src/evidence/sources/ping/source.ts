// PING 10.244.1.4 (10.244.1.4): 56 data bytes
// From 10.244.0.1 icmp_seq=1 Destination Host Unreachable
// --- 10.244.1.4 ping statistics ---
// 5 packets transmitted, 0 packets received, 100% packet loss
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { type PingLine, pingLine } from './ping-line.ts';
import { PingRun } from './ping-run.ts';

const programs = new Set(['ping', 'ping6', 'ping.exe']);

/** The host that a ping command names; flags and their values are passed over. */
function commandTarget(words: readonly string[]): string | null {
  if (!programs.has(words[0] ?? '')) return null;
  const takesValue = /^-[a-zA-Z]*[cwWsIiMQptmlSn]$/;
  return (
    words
      .slice(1)
      .find((word, position) => !word.startsWith('-') && !takesValue.test(words[position] ?? '')) ?? null
  );
}

class PingReading extends ReadingBuilder {
  readonly #named: string | null;
  #run: PingRun | null = null;

  constructor(block: Block) {
    super();
    this.#named = commandTarget(block.words);
  }

  take(line: Line): void {
    const read = line.text.trim() === '' ? null : pingLine(line.text);
    if (read === null) return;
    if (read.kind === 'refusal') this.#refuse(line, read);
    else if (read.kind === 'detail') {
      if (this.#run !== null) this.#run.take(line, read);
    } else this.#runFor(line, read).take(line, read);
  }

  #runFor(line: Line, read: PingLine): PingRun {
    const open = this.#run;
    if (open !== null && read.kind !== 'start' && !open.isCounted) return open;
    this.finish();
    this.#run = new PingRun(line, read.kind === 'start' || read.kind === 'statistics' ? read.target : null);
    return this.#run;
  }

  /** No packet left: nothing is known of the way, unless there is no way. */
  #refuse(line: Line, { error, target }: PingLine & { kind: 'refusal' }): void {
    const meant = target ?? this.#named;
    const isBare = line.text.trim().startsWith('connect: ');
    if (isBare && this.#named === null) return;
    if (error === null || meant === null) this.understand(line);
    else
      this.item(
        'ping.results',
        { target: meant, transmitted: 0, received: 0, lossPercent: 100, error },
        line,
      );
  }

  finish(): this {
    const run = this.#run;
    this.#run = null;
    if (run === null) return this;
    const target = run.target ?? this.#named;
    const result = target === null ? null : run.result(target);
    if (result !== null) this.item('ping.results', result, run.first, run.last);
    else if (target === null) this.fail(run.first, run.last);
    else this.understand(run.first, run.last);
    return this;
  }
}

export const ping: Source = {
  id: 'ping',
  title: 'ping and its statistics',
  commands: [...programs],
  needles: [
    'ping statistics',
    'packets transmitted',
    'bytes of data',
    'data bytes',
    'icmp_seq',
    'bytes from',
    'ping: ',
    'Ping request',
    'Reply from',
    'Packets: Sent',
  ],
  facts: ['ping.results'],
  read(block) {
    const reading = new PingReading(block);
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
