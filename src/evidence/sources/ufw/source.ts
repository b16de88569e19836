// Status: active
// Default: deny (incoming), allow (outgoing), disabled (routed)
// 6443/tcp                   ALLOW IN    192.168.1.0/24
import type { Opening, Treatment } from '../../../facts/netfilter.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { portRanges } from '../../packet-filter/filter-rule.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress, parsePrefixed } from '../../text/addresses.ts';

const treatments = wordTable<Treatment>({
  allow: 'accepted',
  deny: 'dropped',
  reject: 'rejected',
});

const row =
  /^(?:\[ ?\d{1,3}\]\s)?\s*(\S.*?)\s{1,40}(ALLOW|DENY|REJECT|LIMIT)(?: (IN|OUT|FWD))?\s{1,40}(\S.*)$/;

/** `Anywhere`, `Anywhere (v6)`, `10.0.0.0/8`, `10.0.0.5 on eth1`. */
function sourceOf(text: string): string | null | undefined {
  const [word = ''] = text.split(' ');
  if (word === 'Anywhere') return null;
  return isAddress(word) || parsePrefixed(word) !== null ? word : undefined;
}

/** What one row lets in: `22`, `6443/tcp`, `2379:2380/tcp`, `Anywhere on cni0`, `10.0.0.5 6443/tcp`. */
function openings(to: string, source: string | null): Opening[] {
  const [target = '', on] = to.replace(' (v6)', '').split(' on ');
  const [ports = '', protocol = 'any'] = (target.split(' ').at(-1) ?? '').split('/');
  const common = { source, ...(on === undefined ? {} : { interface: on }) };
  const ranges =
    ports === 'Anywhere' ? [[0, 65_535] as const] : (portRanges(profiles.get(ports) ?? ports) ?? []);
  return ranges.map(([fromPort, toPort]) => ({ ...common, protocol, fromPort, toPort }));
}

/** Profiles that packages install under names. */
const profiles: ReadonlyMap<string, string> = new Map([['OpenSSH', '22']]);

class UfwReading extends ReadingBuilder {
  #status: Line | null = null;
  #hasDefault = false;
  #isActive = false;
  #rows: { line: Line; found: Opening[] }[] = [];

  take(line: Line): void {
    const text = line.text.trimEnd();
    const status = /^Status: (active|inactive)$/.exec(text)?.[1];
    if (status !== undefined) {
      this.#status = line;
      this.#isActive = status === 'active';
      this.item('firewall.states', { tool: 'ufw', active: this.#isActive }, line);
    } else if (this.#status !== null) this.#takeBody(line, text);
  }

  #takeBody(line: Line, text: string): void {
    const defaults = /^Default: (\w{4,8}) \(incoming\), \w{4,8} \(outgoing\)(?:, (\w{4,8}) \(routed\))?/.exec(
      text,
    );
    if (defaults !== null) {
      this.#hasDefault = true;
      this.#treat('firewall.incoming', defaults[1], line);
      // "disabled": forwarding is off, or nothing is said of it.
      this.#treat('firewall.routed', defaults[2], line);
      this.understand(line);
    } else if (/^(?:Logging: |New profiles: |To\s+Action\s+From|--\s+------\s+----)/.test(text.trimStart()))
      this.understand(line);
    else this.#takeRow(line, text);
  }

  #treat(fact: string, word: string | undefined, line: Line): void {
    const treatment = treatments[word ?? ''];
    if (treatment !== undefined) this.value(fact, treatment, line);
  }

  #takeRow(line: Line, text: string): void {
    if (text.length > 200) return;
    const [, to = '', action, direction = 'IN', from = ''] = row.exec(text) ?? [];
    if (action === undefined) return;
    this.understand(line);
    const source = sourceOf(from);
    const isIn = direction === 'IN' && (action === 'ALLOW' || action === 'LIMIT') && !from.includes('(v6)');
    if (isIn && source !== undefined) this.#rows.push({ line, found: openings(to, source) });
  }

  finish(block: Block): void {
    if (this.#status === null || !this.#isActive) return;
    // A fresh ufw denies what comes in; `ufw status` without verbose does not say so.
    if (!this.#hasDefault) this.value('firewall.incoming', 'dropped', this.#status);
    for (const { line, found } of this.#rows)
      for (const opening of found) this.item('firewall.openings', opening, line);
    const isCut = (block.command ?? '').includes('|');
    if (!isCut && this.#rows.every(({ found }) => found.length === 0))
      this.none('firewall.openings', this.#status);
  }
}

export const ufw: Source = {
  id: 'ufw',
  title: "Ubuntu's firewall (ufw status)",
  commands: ['ufw status', 'ufw status verbose', 'ufw status numbered'],
  needles: ['Status: active', 'Status: inactive'],
  facts: ['firewall.states', 'firewall.incoming', 'firewall.openings', 'firewall.routed'],
  read(block) {
    const reading = new UfwReading();
    for (const line of block.lines) reading.take(line);
    reading.finish(block);
    return reading;
  },
};
