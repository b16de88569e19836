// Client connecting to 172.28.128.103, UDP port 8472
// [  3] local 172.28.128.102 port 50000 connected with 172.28.128.103 port 8472
// [  3] WARNING: did not receive ack of last datagram after 10 tries.
// [  3]  0.0-10.0 sec  1.25 MBytes  1.05 Mbits/sec   0.010 ms    0/  893 (0%)
import { type Line, ReadingBuilder, type Source } from '../../source.ts';
import { type IperfLine, iperfLine } from './iperf-line.ts';
import { IperfRun } from './iperf-run.ts';

/** Rules, and `read failed: …`, are anybody's until iperf has begun. */
const beginsRun = (line: Line, { kind }: IperfLine): boolean =>
  kind !== 'detail' && (kind !== 'refused' || /iperf|unable to/.test(line.text));

class IperfReading extends ReadingBuilder {
  #run: IperfRun | null = null;
  /** The rule above a heading: it is iperf's when the heading is. */
  #above: Line | null = null;

  take(line: Line): void {
    const read = line.text.trim() === '' ? null : iperfLine(line.text);
    const above = this.#above;
    this.#above = null;
    if (read === null) return;
    if (read.kind === 'start' && above !== null) this.understand(above);
    else if (this.#run === null && read.kind === 'detail') this.#above = line;
    if (this.#run === null && !beginsRun(line, read)) return;
    this.understand(line);
    if (read.kind === 'start' || this.#run === null) this.#begin(line, read);
    this.#run?.take(line, read);
  }

  #begin(line: Line, read: IperfLine): void {
    this.finish();
    this.#run = new IperfRun(line, read.kind === 'start' ? read : {});
  }

  finish(): this {
    for (const { probe, first, last } of this.#run?.probes() ?? [])
      this.item('udp.probes', probe, first, last);
    this.#run = null;
    return this;
  }
}

export const iperf: Source = {
  id: 'iperf',
  title: 'UDP test streams (iperf, iperf3)',
  commands: ['iperf', 'iperf2', 'iperf3'],
  needles: [
    'did not receive ack of last datagram',
    'Server Report:',
    ' UDP port ',
    'Connecting to host ',
    'Lost/Total Datagrams',
    ' connected with ',
    '%)',
  ],
  facts: ['udp.probes'],
  read(block) {
    const reading = new IperfReading();
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
