// public (active)
//   target: default
//   services: dhcpv6-client ssh
//   ports: 6443/tcp 10250/tcp
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { addPorts, takeSetting, treatmentOf, type Zone, zoneHeader } from './zone.ts';

class FirewalldReading extends ReadingBuilder {
  readonly #block: Block;
  #zones: Zone[] = [];
  #open: Zone | null = null;
  /** Within what systemd says of the service. */
  #inService = false;

  constructor(block: Block) {
    super();
    this.#block = block;
  }

  take(line: Line, next: Line | undefined): void {
    if (this.#open !== null && takeSetting(this.#open, line)) return;
    this.#open = zoneHeader(line, next);
    if (this.#open !== null) this.#zones.push(this.#open);
    else this.#takeState(line);
  }

  #takeState(line: Line): void {
    const text = line.text.trim();
    if (/^[●○×*] \w/.test(text)) this.#inService = text.includes('firewalld.service');
    const active = this.#inService ? /^Active: (active|inactive|failed)\b/.exec(text)?.[1] : undefined;
    const { words } = this.#block;
    const units = words[0] === 'systemctl' ? words.slice(words.indexOf('is-active') + 1) : [];
    const place = units.findIndex((unit) => unit.startsWith('firewalld'));
    const isOther = units.length > 1 && line.number - (this.#block.lines[0]?.number ?? 1) !== place;
    const asked =
      (words[0] === 'firewall-cmd' && words.includes('--state')) ||
      (words.includes('is-active') && place >= 0 && !isOther);
    const warned = /\[WARNING Firewalld\]: firewalld is active/.test(text);
    if (active !== undefined) this.#state(line, active === 'active');
    else if (warned || (asked && /^(?:running|active)$/.test(text))) this.#state(line, true);
    else if (/^FirewallD is not running$/.test(text)) this.#state(line, false);
    else if (asked && /^(?:not running|inactive|unknown|failed)$/.test(text)) this.#state(line, false);
    else if (words[0] === 'firewall-cmd' && words.includes('--list-ports')) this.#takePorts(line, text);
  }

  #state(line: Line, active: boolean): void {
    this.item('firewall.states', { tool: 'firewalld', active }, line);
  }

  #takePorts(line: Line, text: string): void {
    if (!/^\d[\d-]*\/(?:tcp|udp)(?: |$)/.test(text)) return;
    const found: Pick<Zone, 'openings'> = { openings: [] };
    addPorts(found, text.split(' '), line);
    for (const { opening } of found.openings) this.item('firewall.openings', opening, line);
  }

  finish(): void {
    const [first] = this.#zones;
    for (const zone of this.#zones) this.understand(zone.first, zone.last);
    const used = this.#zones.length === 1 ? this.#zones : this.#zones.filter(({ active }) => active);
    const treatments = used.map((zone) => ({ zone, treatment: treatmentOf(zone) }));
    const refusing = treatments.find(({ treatment }) => treatment !== null && treatment !== 'accepted');
    const decisive = refusing ?? treatments.find(({ treatment }) => treatment === 'accepted');
    if (first === undefined || decisive === undefined) return;
    this.value('firewall.incoming', decisive.treatment, decisive.zone.first, decisive.zone.last);
    this.#reportOpenings(treatments);
  }

  #reportOpenings(treatments: { zone: Zone; treatment: string | null }[]): void {
    let isAny = false;
    for (const { zone, treatment } of treatments) {
      const whole = { protocol: 'any', fromPort: 0, toPort: 65_535 };
      const trusted =
        treatment === 'accepted'
          ? [
              ...zone.sources.map((source) => ({ ...whole, source })),
              ...zone.interfaces.map((name) => ({ ...whole, source: null, interface: name })),
            ]
          : [];
      for (const opening of trusted) this.item('firewall.openings', opening, zone.first, zone.last);
      for (const { opening, line } of zone.openings) this.item('firewall.openings', opening, line);
      isAny ||= trusted.length + zone.openings.length > 0;
    }
    const [zone] = treatments;
    if (!isAny && zone !== undefined) this.none('firewall.openings', zone.zone.first, zone.zone.last);
  }
}

export const firewalld: Source = {
  id: 'firewalld',
  title: 'firewalld (firewall-cmd --list-all, its state)',
  commands: ['firewall-cmd', 'systemctl status firewalld', 'systemctl is-active firewalld'],
  needles: ['  target: ', 'firewalld.service', 'FirewallD is not running', 'WARNING Firewalld'],
  facts: ['firewall.states', 'firewall.incoming', 'firewall.openings'],
  read(block) {
    const reading = new FirewalldReading(block);
    for (const [position, line] of block.lines.entries()) reading.take(line, block.lines[position + 1]);
    reading.finish();
    return reading;
  },
};
