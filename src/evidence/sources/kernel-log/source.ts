// [101.2] neighbour: arp_cache: neighbor table overflow!
// Mar 14 02:11:09 node-1 kernel: Out of memory: Killed process 2214 (etcd) total-vm:…
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { logLine } from '../../text/log-line.ts';
import { complaintOf, isRoutine, type KernelComplaint, wordings } from './messages.ts';

interface Said extends KernelComplaint {
  readonly host: string | null;
  readonly first: Line;
  count: number;
}

const kernelHeader =
  /^(?:<\d{1,3}>)?\[\s{0,8}\d{1,10}\.\d{6}\]|\bkernel: |^\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d /;

/** The same complaint comes thousands of times: it is one finding, counted. */
class KernelReading extends ReadingBuilder {
  readonly #said = new Map<string, Said>();
  readonly #named: string | null;

  constructor({ host }: Block) {
    super();
    this.#named = host;
  }

  take(line: Line): void {
    const text = line.text.slice(0, 600);
    const complaint = complaintOf(text);
    if (complaint === null) {
      if (kernelHeader.test(text) && isRoutine(text)) this.understand(line);
      return;
    }
    const host = this.#named ?? logLine(text).host;
    const key = JSON.stringify([complaint.kind, complaint.about, host]);
    const said = this.#said.get(key);
    if (said === undefined) this.#said.set(key, { ...complaint, host, first: line, count: 1 });
    else {
      said.count += 1;
      this.understand(line);
    }
  }

  finish(): this {
    for (const { kind, about, host, first, count } of this.#said.values())
      this.findings.push({
        fact: 'kernel.messages',
        item: { kind, about, count },
        lines: [first.number, first.number],
        ...(host === null ? {} : { host }),
      });
    return this;
  }
}

export const kernelLog: Source = {
  id: 'kernel-log',
  title: 'the kernel log (dmesg, journalctl -k)',
  commands: ['dmesg', 'journalctl -k', 'journalctl --dmesg'],
  needles: wordings.map(({ phrase }) => phrase),
  facts: ['kernel.messages'],
  read(block: Block) {
    const reading = new KernelReading(block);
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
