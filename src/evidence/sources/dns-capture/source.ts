// 10:11:02.113420 IP 10.244.3.8.47122 > 10.96.0.10.53: 18402+ A? payments.shop.svc.cluster.local. (49)
// 10:11:07.118800 IP 10.244.3.8.47122 > 10.96.0.10.53: 18402+ A? payments.shop.svc.cluster.local. (49)
// 10:11:07.119212 IP 10.96.0.10.53 > 10.244.3.8.47122: 18402*- 1/0/0 A 10.100.44.21 (96)
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { isDnsName, lookup } from '../../text/dns-lookup.ts';

interface Question {
  name: string;
  server: string;
  asked: number;
  first: Line;
  last: Line;
  times: number;
}

const packet =
  /(?:^|\s)(\d\d):(\d\d):(\d\d\.\d{1,9}) .{0,60}?IP6? ([0-9a-f.:]{3,45})\.(\d{1,5}|domain) > ([0-9a-f.:]{3,45})\.(\d{1,5}|domain): (?:\[[^\]]{1,30}\] )?(\d{1,5})([+*|$%-]{0,4}) (.{2,300})$/i;

/** A resolver asks again after a second at the earliest. */
const lateMilliseconds = 1000;

class DnsCaptureReading extends ReadingBuilder {
  readonly #open = new Map<string, Question>();

  take(line: Line): void {
    const parts = packet.exec(line.text);
    if (parts === null) return;
    const [, hours, minutes, seconds, from = '', fromPort = '', to = '', toPort = '', id = '', , rest = ''] =
      parts;
    if (!isAddress(from) || !isAddress(to)) return;
    const at = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    const isDns = (port: string) => port === '53' || port === 'domain';
    if (isDns(toPort)) this.#ask(`${from}.${fromPort} ${to} ${id}`, { line, at, server: to, rest });
    else if (isDns(fromPort)) this.#answer(`${to}.${toPort} ${from} ${id}`, { line, at, rest });
  }

  #ask(
    key: string,
    { line, at, server, rest }: { line: Line; at: number; server: string; rest: string },
  ): void {
    const name = /\b(?:A|AAAA)\? (\S{1,253}?)\.? \(/.exec(rest)?.[1];
    if (name === undefined || !isDnsName(name)) return;
    this.understand(line);
    const open = this.#open.get(key);
    if (open === undefined)
      this.#open.set(key, { name, server, asked: at, first: line, last: line, times: 1 });
    else {
      open.times++;
      open.last = line;
    }
  }

  #answer(key: string, { line, at, rest }: { line: Line; at: number; rest: string }): void {
    const question = this.#open.get(key);
    if (question === undefined) return;
    this.#open.delete(key);
    this.understand(line);
    const milliseconds = Math.round(at - question.asked);
    if (milliseconds < lateMilliseconds || !/^\d{1,4}\/\d/.test(rest)) return;
    const { name, server, first } = question;
    this.item('dns.lookups', lookup({ name, server, outcome: 'resolved', milliseconds }), first, line);
  }

  /** Questions that were asked again, and never answered. */
  finish(): this {
    for (const { name, server, first, last, times } of this.#open.values())
      if (times > 1) this.item('dns.lookups', lookup({ name, server, outcome: 'timed-out' }), first, last);
    return this;
  }
}

export const dnsCapture: Source = {
  id: 'dns-capture',
  title: 'questions to the DNS in a capture (tcpdump) that were answered late, or never',
  commands: [],
  needles: [' A? ', ' AAAA? '],
  facts: ['dns.lookups'],
  read(block: Block) {
    const reading = new DnsCaptureReading();
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
