import type { DnsLookup, LookupOutcome } from '../../../facts/dns.ts';
import { type Block, type Line, ReadingBuilder } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { domainBehind, isDnsName, lookup, whichServer, whoseName } from '../../text/dns-lookup.ts';
import { commandItself, printedNothing } from '../../text/words.ts';
import { type LookupLine, lookupLine } from './lookup-line.ts';
import { nameError } from './name-error.ts';

/** The question whose answer is being read. */
interface Question {
  name: string | null;
  server?: string;
  serverName?: string;
  /** The server's own address stands first; only then come those of the answer. */
  serverAddressSeen: boolean;
  /** `Address 1:`, as old busybox has it. */
  isNumbered: boolean;
  outcome: LookupOutcome | null;
  answered: string | null;
  addresses: string[];
  milliseconds?: number;
  truncated?: true;
  first: Line;
  last: Line;
}

/** Lines that only these programs print; others (`Name:`, `Address:`) need a question before them. */
const opens: ReadonlySet<LookupLine['kind']> = new Set(['server', 'asked', 'failed', 'status', 'record']);

const asking = new Set(['nslookup', 'dig', 'host', 'getent', 'drill']);

/** What a command asks for, and whom: `nslookup NAME [SERVER]`, `dig [@SERVER] NAME`, `getent hosts NAME`. */
export function askedBy({ words }: Block): { name: string | null; server?: string; overTcp?: true } {
  if (!asking.has(words[0] ?? '')) return { name: null };
  const overTcp =
    words.includes('+tcp') || words.includes('-T') || words.includes('+vc') || words.includes('-vc');
  const plain = words
    .slice(1)
    .filter((word) => !/^[+-]/.test(word) && !/^(?:hosts|ahosts|ahostsv4|A|AAAA|SRV|ANY|in|IN)$/.test(word));
  const at = plain.find((word) => word.startsWith('@'))?.slice(1);
  const [name = null, second] = plain.filter((word) => !word.startsWith('@'));
  const server = at ?? (words[0] === 'getent' ? undefined : second);
  return {
    name: name !== null && isDnsName(name) ? name : null,
    ...(server === undefined ? {} : { server }),
    ...(overTcp ? { overTcp: true } : {}),
  };
}

/** Reads the answers of one block, one question after another. */
export class LookupSession extends ReadingBuilder {
  readonly #block: Block;
  readonly #asked: ReturnType<typeof askedBy>;
  readonly #isGetent: boolean;
  readonly #isShort: boolean;
  #open: Question | null = null;

  constructor(block: Block) {
    super();
    this.#block = block;
    this.#asked = askedBy(block);
    this.#isGetent = block.words[0] === 'getent';
    this.#isShort = block.words[0] === 'dig' && block.words.includes('+short');
  }

  take(line: Line): void {
    const error = nameError(line.text);
    if (error !== null) {
      this.item('dns.lookups', error, line);
      return;
    }
    if (this.#isGetent) this.#takeGetent(line);
    else if (this.#isShort && isAddress(line.text.trim())) this.#takeShort(line);
    const said = lookupLine(line.text);
    if (said !== null) this.#apply(said, line);
  }

  finish(): this {
    this.#close();
    // getent prints nothing, and ends with 2, when there is no such name.
    if (this.#isGetent && this.#asked.name !== null && printedNothing(this.#block))
      this.item('dns.lookups', lookup({ name: this.#asked.name, outcome: 'failed' }), commandItself);
    return this;
  }

  /** `dig +short` prints addresses alone. */
  #takeShort(line: Line): void {
    const { name, server } = this.#asked;
    if (name === null) return;
    const asked = server === undefined ? {} : { server };
    this.item(
      'dns.lookups',
      lookup({ name, outcome: 'resolved', addresses: [line.text.trim()], ...asked }),
      line,
    );
  }

  #takeGetent(line: Line): void {
    const [address = '', name = ''] = line.text.trim().split(/\s+/);
    const asked = this.#asked.name;
    if (asked === null || !isAddress(address)) return;
    const more = isDnsName(name) ? domainBehind(asked, name) : {};
    this.item(
      'dns.lookups',
      lookup({ name: asked, outcome: 'resolved', addresses: [address], ...more }),
      line,
    );
  }

  #apply(said: LookupLine, line: Line): void {
    const startsAnew =
      said.kind === 'asked' ||
      (said.kind === 'server' &&
        this.#open !== null &&
        (this.#open.serverAddressSeen || this.#open.outcome !== null) &&
        this.#open.server !== undefined &&
        !line.text.startsWith(';;'));
    if (startsAnew) this.#close();
    if (this.#open === null && this.#asked.name === null && !opens.has(said.kind)) return;
    this.#open ??= this.#question(line);
    this.#open.last = line;
    this.understand(line);
    this.#note(this.#open, said);
  }

  #question(line: Line): Question {
    const { name, server } = this.#asked;
    return {
      name,
      ...(server === undefined ? {} : { server }),
      serverAddressSeen: false,
      isNumbered: false,
      outcome: null,
      answered: null,
      addresses: [],
      first: line,
      last: line,
    };
  }

  #note(open: Question, said: LookupLine): void {
    switch (said.kind) {
      case 'server':
        open.server = said.server;
        if (said.name !== undefined) open.serverName = said.name;
        break;
      case 'asked':
        open.name = said.name;
        if (said.server !== undefined) open.server = said.server;
        break;
      case 'answered':
        open.answered = said.name;
        open.serverAddressSeen = true;
        break;
      case 'address':
        noteAddress(open, said);
        break;
      case 'record':
        open.answered ??= said.name;
        open.outcome = 'resolved';
        open.addresses.push(said.address);
        break;
      case 'flags':
        if (said.truncated) open.truncated = true;
        if (open.outcome === null) open.outcome = said.answers > 0 ? 'resolved' : 'no-answer';
        break;
      case 'took':
        open.milliseconds = said.milliseconds;
        break;
      case 'status':
        if (said.outcome !== 'none') open.outcome = said.outcome;
        break;
      case 'failed':
        open.outcome = open.outcome === 'resolved' ? 'resolved' : worse(open.outcome, said.outcome);
        if (said.name !== undefined) open.name ??= said.name;
        if (said.server !== undefined) open.server ??= said.server;
        break;
      case 'detail':
        break;
    }
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const name = open.name ?? open.answered;
    if (open.outcome === null || name === null || !isDnsName(name)) return;
    const outcome = isUnnamedServer(open) ? 'timed-out' : open.outcome;
    this.item('dns.lookups', this.#lookupOf(open, name, outcome), open.first, open.last);
  }

  /** nslookup names no server when none answers: for a Service's name, a pod asks the cluster's DNS. */
  #podsServer(name: string, outcome: LookupOutcome): string | undefined {
    const isInPod = /\bkubectl\b.{0,120}\b(?:exec|run)\b/.test(this.#block.command ?? '');
    const isService = whoseName(name) !== 'other' && this.#asked.server === undefined;
    return outcome === 'timed-out' && isInPod && isService ? 'kube-dns' : undefined;
  }

  #lookupOf(open: Question, name: string, outcome: LookupOutcome): DnsLookup {
    const server = open.server?.replace(/#\d{1,5}$/, '');
    return lookup({
      name: name.replace(/\.$/, ''),
      outcome,
      serverName: open.serverName ?? this.#podsServer(name, outcome),
      ...(server === undefined ? {} : { server }),
      ...(open.addresses.length > 0 ? { addresses: open.addresses } : {}),
      ...(open.milliseconds === undefined ? {} : { milliseconds: open.milliseconds }),
      ...(open.truncated === undefined ? {} : { truncated: true }),
      ...(this.#asked.overTcp === undefined ? {} : { overTcp: true }),
      ...(outcome === 'resolved' && open.answered !== null ? domainBehind(name, open.answered) : {}),
    });
  }
}

function noteAddress(
  open: Question,
  { address, name, isNumbered }: { address: string; name?: string; isNumbered: boolean },
): void {
  const bare = address.replace(/#\d{1,5}$/, '');
  if (open.answered === null) {
    if (!open.serverAddressSeen && name !== undefined) open.serverName = name;
    open.serverAddressSeen = true;
    open.isNumbered = isNumbered;
    if (isAddress(bare)) open.server = bare;
    return;
  }
  open.outcome = 'resolved';
  if (isAddress(bare)) open.addresses.push(bare);
}

/**
 * busybox asks the server for its own name, too, and prints that behind the address: a cluster's DNS that does not even
 * answer this is silent.
 */
const isUnnamedServer = ({ outcome, server, serverName, isNumbered }: Question): boolean =>
  outcome === 'failed' && isNumbered && serverName === undefined && whichServer(server) === 'cluster-dns';

/** `SERVFAIL` from one server and silence of the next: what was said tells more than what was not. */
const worse = (before: LookupOutcome | null, now: LookupOutcome): LookupOutcome =>
  before === null || before === 'failed' || before === 'timed-out' ? now : before;
