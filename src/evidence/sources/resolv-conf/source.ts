// nameserver 10.96.0.10
// search shop.svc.cluster.local svc.cluster.local cluster.local
// options ndots:5
import type { ResolverFile } from '../../../facts/dns.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

/** What one line sets; `null` for any other line. */
function settingOf(text: string): { keyword: string; values: string[] } | null {
  const [keyword = '', ...values] = text.trim().split(/\s+/, 40);
  if (keyword === 'nameserver') {
    const address = (values[0] ?? '').replace(/%\S{1,20}$/, '');
    return isAddress(address) && values.length === 1 ? { keyword, values: [address] } : null;
  }
  const isDomain = (value: string) => /^[\w-][\w.-]{0,252}$|^\.$/.test(value);
  if (keyword === 'search' || keyword === 'domain')
    return values.length > 0 && values.every(isDomain) ? { keyword, values } : null;
  const isOption = (value: string) => /^(?:[a-z][a-z0-9-]{1,30})(?::\d{1,5})?$/.test(value);
  return keyword === 'options' && values.length > 0 && values.every(isOption) ? { keyword, values } : null;
}

class ResolverReading extends ReadingBuilder {
  #lines: Line[] = [];
  #nameservers: string[] = [];
  #search: string[] = [];
  #ndots: number | undefined;

  take(line: Line): void {
    const setting = settingOf(line.text);
    if (setting === null) {
      if (!/^\s*(?:[#;]|$)/.test(line.text)) this.close();
      return;
    }
    this.#lines.push(line);
    const { keyword, values } = setting;
    if (keyword === 'nameserver') this.#nameservers.push(...values);
    else if (keyword === 'options') {
      const ndots = values
        .map((value) => /^ndots:(\d{1,5})$/.exec(value)?.[1])
        .find((one) => one !== undefined);
      if (ndots !== undefined) this.#ndots = Number(ndots);
    } else this.#search = values;
  }

  /** A file is the settings that stand together, a nameserver among them. */
  close(): void {
    const [first, last] = [this.#lines[0], this.#lines.at(-1)];
    if (first !== undefined && last !== undefined && this.#nameservers.length > 0) {
      this.item('resolver.files', this.#file(), first, last);
      for (const line of this.#lines) this.understand(line);
    }
    this.#lines = [];
    this.#nameservers = [];
    this.#search = [];
    this.#ndots = undefined;
  }

  #file(): ResolverFile {
    return {
      of: this.#search.some((domain) => /^svc\./.test(domain) || /\.svc\./.test(domain)) ? 'pod' : 'machine',
      nameservers: this.#nameservers,
      loopback: this.#nameservers.some((address) => address.startsWith('127.') || address === '::1'),
      search: this.#search,
      ...(this.#ndots === undefined ? {} : { ndots: this.#ndots }),
    };
  }
}

export const resolvConf: Source = {
  id: 'resolv-conf',
  title: 'resolv.conf',
  commands: ['cat /etc/resolv.conf', 'cat /run/systemd/resolve/resolv.conf'],
  needles: ['nameserver '],
  facts: ['resolver.files'],
  read(block: Block) {
    const reading = new ResolverReading();
    for (const line of block.lines) reading.take(line);
    reading.close();
    return reading;
  },
};
