// eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
//         inet 10.0.0.5  netmask 255.255.255.0  broadcast 10.0.0.255
//         ether 02:42:ac:11:00:02  txqueuelen 0  (Ethernet)
import type { NetworkInterface } from '../../../facts/host.ts';
import { type Line, ReadingBuilder, type Source } from '../../source.ts';
import { type IfconfigLine, ifconfigLine } from './ifconfig-line.ts';

interface Gathered {
  found: NetworkInterface;
  first: Line;
  last: Line;
}

class IfconfigReading extends ReadingBuilder {
  readonly #interfaces: Gathered[] = [];
  /** The latest of each name: two machines' outputs may follow each other. */
  readonly #byName = new Map<string, Gathered>();
  #open: Gathered | null = null;

  take(line: Line): void {
    if (line.text.trim() === '') return;
    const read = ifconfigLine(line.text);
    if (read === null) this.#open = null;
    else if (read.name !== undefined) this.#begin(line, read, read.name);
    else if (this.#open !== null) this.#extend(line, read, this.#open);
    else if (read.address !== undefined || read.mac !== undefined) this.fail(line);
  }

  /** An alias (`eth0:1`) adds its address to the interface that it is on. */
  #begin(line: Line, read: IfconfigLine, name: string): void {
    const base = name.split(':')[0] ?? name;
    const known = base === name ? undefined : this.#byName.get(base);
    const gathered = known ?? { found: { name: base, mac: null, addresses: [] }, first: line, last: line };
    this.#open = gathered;
    this.#byName.set(base, gathered);
    if (known !== undefined) {
      known.last = line;
      return;
    }
    this.#interfaces.push(gathered);
    this.#extend(line, read, gathered);
  }

  #extend(line: Line, { mac, mtuBytes, up, address }: IfconfigLine, gathered: Gathered): void {
    gathered.last = line;
    if (mac !== undefined) gathered.found.mac = mac;
    if (mtuBytes !== undefined) gathered.found.mtuBytes = mtuBytes;
    if (up !== undefined) gathered.found.up = up;
    if (address !== undefined) gathered.found.addresses.push(address);
  }

  finish(): this {
    for (const { found, first, last } of this.#interfaces)
      this.item('network.interfaces', found, first, last);
    return this;
  }
}

export const ifconfig: Source = {
  id: 'ifconfig',
  title: 'interfaces and their addresses (ifconfig)',
  commands: ['ifconfig'],
  needles: ['Link encap:', ': flags=', 'netmask ', 'inet addr:'],
  facts: ['network.interfaces'],
  read(block) {
    const reading = new IfconfigReading();
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
