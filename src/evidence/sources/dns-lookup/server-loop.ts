import type { DnsLookup, LookupOutcome } from '../../../facts/dns.ts';
import { type Block, type Line, ReadingBuilder } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { lookup } from '../../text/dns-lookup.ts';
import { lookupLine } from './lookup-line.ts';

/** `for s in 10.0.0.2 10.0.0.3; do dig @$s NAME; done`: one question to each of several servers. */
export const asksEachServer = ({ command }: Block): boolean =>
  command !== null &&
  /\b(?:for|while)\b/.test(command) &&
  /@"?\$|\b(?:nslookup|host) [^|;]{1,200}\s"?\$/.test(command);

const said: readonly (readonly [RegExp, LookupOutcome])[] = [
  [/^(?:no (?:answer|reply|response)|time(?:d[ -]?)?[ -]?out|silent|dead|down|fail)/i, 'timed-out'],
  [/^(?:refused|connection refused)/i, 'refused'],
  [/^(?:unreachable|no route)/i, 'unreachable'],
  [/^(?:ok\b|NOERROR|answers|\d{1,5} ?ms)/i, 'resolved'],
];

/** Reads what such a loop printed, as far as a line or a heading tells the server. */
export class ServerLoopReading extends ReadingBuilder {
  readonly #command: string;
  readonly #name: string;
  #server: string | null = null;
  /** In the order in which they were asked. */
  readonly #servers = new Map<string, Line>();

  constructor(block: Block, name: string) {
    super();
    this.#command = block.command ?? '';
    this.#name = name;
  }

  take(line: Line): void {
    const text = line.text.trim();
    const [, before = '', address = '', after = ''] =
      /^([^\w.]{0,10}(?:(?:server|ns|dns|nameserver|resolver)[\s:=@#]{1,3})?)([0-9a-f.:]{3,45}?)((?:[^\w.].{0,120})?)$/i.exec(
        text,
      ) ?? [];
    if (isAddress(address) && this.#isAsked(address, before + after)) this.#takeServer(address, after, line);
    else this.#takeAnswer(text, line);
  }

  /** A loop over the nameservers of a resolv.conf shows what is in it. */
  finish(): this {
    const [first, last] = [[...this.#servers.values()][0], [...this.#servers.values()].at(-1)];
    if (first === undefined || last === undefined || !this.#command.includes('resolv.conf')) return this;
    const nameservers = [...this.#servers.keys()];
    const loopback = nameservers.some((address) => /^127\.|^::1$/.test(address));
    this.item('resolver.files', { of: 'machine', nameservers, loopback, search: [] }, first, last);
    return this;
  }

  /** With +short an address alone is an answer, unless the command names it or something is drawn around it. */
  #isAsked = (address: string, around: string): boolean =>
    around.trim() !== '' || this.#command.includes(address);

  #takeServer(server: string, after: string, line: Line): void {
    if (!this.#servers.has(server)) this.#servers.set(server, line);
    const words = after.replace(/^[^\w]{1,6}/, '');
    const outcome = said.find(([pattern]) => pattern.test(words))?.[1];
    this.understand(line);
    if (outcome === undefined) this.#server = server;
    else this.#report({ server, outcome }, line);
  }

  #takeAnswer(text: string, line: Line): void {
    const read = lookupLine(text);
    if (read?.kind === 'failed') {
      const server = read.server?.replace(/#\d{1,5}$/, '') ?? this.#server;
      if (server !== null) this.#report({ server, outcome: read.outcome }, line);
    } else if (this.#server !== null && (isAddress(text) || read?.kind === 'record'))
      this.#report({ server: this.#server, outcome: 'resolved' }, line);
    else if (read !== null) this.understand(line);
  }

  #report({ server, outcome }: Pick<DnsLookup, 'outcome'> & { server: string }, line: Line): void {
    this.item('dns.lookups', lookup({ name: this.#name, outcome, server }), line);
    this.#server = null;
  }
}
