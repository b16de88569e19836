import type { NetworkInterface } from '../../../facts/host.ts';
import type { Line, ReadingBuilder } from '../../source.ts';
import { type AddressLine, addressLine } from './address-line.ts';

interface Gathered {
  /** `null` until a line names it: an excerpt may begin within an interface. */
  name: string | null;
  mac: string | null;
  mtuBytes: number | null;
  up: boolean | null;
  addresses: string[];
  first: Line;
  last: Line;
}

/** Puts the lines of `ip addr` together, interface by interface. */
export class InterfaceGathering {
  readonly #found: Gathered[] = [];
  readonly #oneLine = new Map<string, Gathered>();
  #open: Gathered | null = null;
  #afterBrief = false;

  take(line: Line): void {
    const read = line.text.trim() === '' ? null : addressLine(line.text);
    // `eth2 DOWN` alone may be about anything; below other interfaces it is one.
    const isLoose = read?.kind === 'brief' && read.addresses.length === 0 && !this.#afterBrief;
    if (read === null || isLoose) this.#open = null;
    else this.#add(line, read);
    this.#afterBrief = read?.kind === 'brief' && !isLoose;
  }

  #add(line: Line, read: AddressLine): void {
    switch (read.kind) {
      case 'header':
        this.#open = this.#start(line, read);
        break;
      case 'link':
        this.#open = this.#open === null || this.#open.mac !== null ? this.#start(line, read) : this.#open;
        this.#extend(this.#open, line).mac = read.mac;
        break;
      case 'address':
        this.#open = this.#ownerOf(read.label, line);
        this.#extend(this.#open, line).addresses.push(read.address);
        break;
      case 'one-line': {
        const known = this.#oneLine.get(read.name) ?? this.#start(line, { name: read.name });
        this.#oneLine.set(read.name, known);
        this.#extend(known, line).addresses.push(read.address);
        break;
      }
      case 'brief':
        this.#start(line, read);
        break;
      case 'detail':
        if (this.#open !== null) this.#extend(this.#open, line);
    }
  }

  #start(line: Line, known: Partial<Omit<Gathered, 'first' | 'last'>>): Gathered {
    const { name = null, mac = null, mtuBytes = null, up = null, addresses = [] } = known;
    const gathered = { name, mac, mtuBytes, up, addresses: [...addresses], first: line, last: line };
    this.#found.push(gathered);
    return gathered;
  }

  #extend(gathered: Gathered, line: Line): Gathered {
    gathered.last = line;
    return gathered;
  }

  /** A label that is not the open interface's shows that the lines between were left out. */
  #ownerOf(label: string | null, line: Line): Gathered {
    const open = this.#open ?? this.#start(line, {});
    if (label === null || open.name === label) return open;
    if (open.name !== null) return this.#start(line, { name: label });
    open.name = label;
    return open;
  }

  /** Without any address, the lines are those of `ip link`: they say nothing about addresses. */
  finish(reading: ReadingBuilder, asksForAddresses: boolean): void {
    const complete = asksForAddresses || this.#found.some(({ addresses }) => addresses.length > 0);
    for (const { name, mac, mtuBytes, up, addresses, first, last } of this.#found) {
      if (!complete) reading.understand(first, last);
      else if (name === null) reading.fail(first, last);
      else {
        const found: NetworkInterface = { name, mac, addresses };
        if (mtuBytes !== null) found.mtuBytes = mtuBytes;
        if (up !== null) found.up = up;
        reading.item('network.interfaces', found, first, last);
      }
    }
  }
}
