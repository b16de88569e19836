// table ip filter {
// 	chain FORWARD {
// 		type filter hook forward priority filter; policy drop;
// 		iifname "cni0" counter packets 0 bytes 0 accept
import { wordTable } from '../../../lib/word-table.ts';
import { FilterListing } from '../../packet-filter/filter-listing.ts';
import { listingFacts, reportListing } from '../../packet-filter/report-listing.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isElision } from '../../text/columns.ts';
import { isUnfiltered } from '../../text/words.ts';
import { nftRule } from './nft-rule.ts';

const families = wordTable<FilterListing['family']>({ ip: 'ipv4', ip6: 'ipv6', inet: 'both' });

class NftReading extends ReadingBuilder {
  readonly #isWhole: boolean;
  #listing: FilterListing | null = null;
  #chain: string | null = null;
  #hasKube = false;
  #isCut = false;

  constructor(block: Block) {
    super();
    this.#isWhole = block.command === null || isUnfiltered(block);
  }

  take(line: Line): void {
    const text = line.text.trim();
    const table = /^table (ip|ip6|inet|bridge|arp|netdev) ([\w.-]{1,64}) \{/.exec(text);
    const chain = /^chain ([\w.-]{1,128}) \{/.exec(text)?.[1];
    if (table !== null) this.#open(line, table[1] ?? '', table[2] ?? '');
    else if (this.#listing === null) return;
    else if (isElision(text)) this.#isCut = true;
    else if (chain !== undefined) this.#chain = chain;
    else if (text === '}' && this.#chain !== null) this.#chain = null;
    else if (text === '}') {
      this.understand(line);
      this.#close();
    } else if (this.#chain !== null) this.#takeRule(line, text, this.#listing, this.#chain);
    this.#hasKube ||= /KUBE-(?:SVC|SERVICES)/.test(text);
    if (this.#listing !== null) this.understand(line);
  }

  #open(line: Line, family: string, name: string): void {
    this.#close();
    const known = families[family];
    if (known === undefined) return;
    // The tables of iptables-nft are those of iptables.
    const isOwn = family === 'ip' && (name === 'filter' || name === 'nat');
    this.#listing = new FilterListing(isOwn ? name : `${family} ${name}`, known);
    this.understand(line);
  }

  #takeRule(line: Line, text: string, listing: FilterListing, chain: string): void {
    const base = /^type filter hook (input|forward|output) priority .{1,40}; policy (accept|drop);/.exec(
      text,
    );
    const hook = base?.[1];
    if (hook === 'input' || hook === 'forward' || hook === 'output')
      listing.chain(chain, line, {
        hook,
        policy: base?.[2] === 'drop' ? 'drop' : 'accept',
        packets: undefined,
      });
    else {
      const rule = text.startsWith('type ') ? null : nftRule(text, chain);
      if (rule === null) listing.chain(chain, line);
      else listing.rule(rule, line);
    }
  }

  #close(): void {
    // firewalld's own tables decide in zones, which a walk of one chain does not see.
    const part = this.#isWhole && !this.#isCut && this.#listing?.table !== 'inet firewalld' ? 'all' : 'some';
    if (this.#listing !== null) reportListing(this, this.#listing, part);
    this.#listing = null;
    this.#chain = null;
  }

  finish(block: Block): void {
    if (this.#listing !== null) this.#isCut = true;
    this.#close();
    const [line] = block.lines;
    if (this.#hasKube && line !== undefined)
      this.item('packet-filter.backends', { backend: 'nf_tables', kubernetesRules: true }, line);
  }
}

export const nft: Source = {
  id: 'nft',
  title: 'packet filter rules (nft list ruleset)',
  commands: ['nft list'],
  needles: ['table ip ', 'table inet ', 'table ip6 '],
  facts: [...listingFacts, 'packet-filter.backends'],
  read(block) {
    const reading = new NftReading(block);
    for (const line of block.lines) reading.take(line);
    reading.finish(block);
    return reading;
  },
};
