// virtual_ipaddress {
//     10.30.4.20/24 dev ens3
// - name: vip_interface
//   value: eth0
// level=info msg="Gratuitous Arp broadcast will repeat every 3 seconds for [10.30.4.20/ens3]"
import type { ApiFrontAddress } from '../../../facts/control-plane-address.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'load-balancer.addresses';

const member = /^\s{0,40}([0-9a-f.:]{3,45})(?:\/\d{1,3})?(?:\s.{0,80})?$/i;

/** kube-vip and keepalived name the address that they announce. */
const announced: readonly RegExp[] = [
  /Gratuitous Arp broadcast will repeat every \d{1,5} seconds for \[([0-9a-f.:]{3,45})\/([\w.@-]{1,20})\]/,
  /Broadcasting ARP update for ([0-9a-f.:]{3,45}) \([0-9a-f:]{17}\) via ([\w.@-]{1,20})/,
  /Sending\/queueing gratuitous ARPs on ([\w.@-]{1,20}) for ([0-9a-f.:]{3,45})/,
];

/** A setting of kube-vip before it was told by variables. */
const oldVip = /^vip:\s*["']?([0-9a-f.:]{3,45})["']?\s*$/;

class AddressReading extends ReadingBuilder {
  #interface: string | undefined;
  #inAddresses = false;
  /** Name of the variable whose value comes next, in kube-vip's manifest. */
  #variable: string | undefined;
  #vip: { address: string; line: Line } | undefined;

  take(line: Line): void {
    const { text } = line;
    if (/^\s*virtual_ipaddress\s*\{/.test(text)) this.#inAddresses = true;
    else if (this.#inAddresses && text.includes('}')) this.#inAddresses = false;
    else if (this.#inAddresses) this.#takeMember(line);
    else this.#takeSetting(line);
  }

  finish(): void {
    if (this.#vip !== undefined) this.#add(this.#vip.address, this.#vip.line, this.#interface);
  }

  #takeMember(line: Line): void {
    const address = member.exec(line.text)?.[1] ?? '';
    const device = /\sdev\s+(\S{1,20})/.exec(line.text)?.[1];
    if (isAddress(address)) this.#add(address, line, device ?? this.#interface);
  }

  /** Of a log each address once: it is announced every few seconds. */
  takeAnnouncement(line: Line): void {
    const found = announced.map((pattern) => pattern.exec(line.text)).find((match) => match !== null);
    const [, one = '', other = ''] = found ?? [];
    if (found === undefined) return;
    const [address, device] = isAddress(one) ? [one, other] : [other, one];
    if (this.findings.length > 0 || !isAddress(address)) this.understand(line);
    else this.#add(address, line, device);
  }

  #takeSetting({ text, number }: Line): void {
    const old = oldVip.exec(text)?.[1] ?? '';
    if (isAddress(old)) this.#vip = { address: old, line: { text, number } };
    const named = /^\s{0,40}interface:?\s+([\w.@-]{1,20})\s*$/.exec(text)?.[1];
    if (named !== undefined) this.#interface = named;
    this.#variable = /^\s*-\s*name\s?:\s*["']?(\w{1,40})/.exec(text)?.[1] ?? this.#variable;
    const value = /^\s*value\s?:\s*["']?([\w.:-]{1,45})["']?\s*$/.exec(text)?.[1];
    if (value === undefined || this.#variable === undefined) return;
    if (this.#variable === 'vip_interface') this.#interface = value;
    else if (/^(?:vip_)?address$/.test(this.#variable) && isAddress(value))
      this.#vip = { address: value, line: { text, number } };
    this.#variable = undefined;
  }

  #add(address: string, line: Line, name: string | undefined): void {
    const item: ApiFrontAddress = name === undefined ? { address } : { address, interface: name };
    this.item(fact, item, line);
  }
}

export const virtualAddress: Source = {
  id: 'virtual-address',
  title: 'configuration and logs of keepalived and kube-vip: the address in front of the API servers',
  commands: ['cat /etc/keepalived/keepalived.conf', 'cat keepalived.conf', 'cat kube-vip.yaml'],
  needles: [
    'virtual_ipaddress',
    'vip_interface',
    'vip_address',
    'kube-vip',
    'gratuitousARP',
    'ratuitous ARP',
    'ARP update',
  ],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new AddressReading();
    const isKeepalived = lines.some(({ text }) => text.includes('virtual_ipaddress'));
    const isKubeVip = lines.some(({ text }) => /\bvip_(?:interface|arp|address|leaderelection)\b/.test(text));
    const isOldKubeVip = lines.some(({ text }) =>
      /^(?:gratuitousARP|startAsLeader|loadBalancers):/.test(text),
    );
    if (isKeepalived || isKubeVip || isOldKubeVip) {
      for (const line of lines) reading.take(line);
      reading.finish();
    } else for (const line of lines) reading.takeAnnouncement(line);
    return reading;
  },
};
