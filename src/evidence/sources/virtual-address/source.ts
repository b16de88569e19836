// virtual_ipaddress {
//     10.30.4.20/24 dev ens3
// - name: vip_interface
//   value: eth0
import type { ApiFrontAddress } from '../../../facts/control-plane-address.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'load-balancer.addresses';

const member = /^\s{0,40}([0-9a-f.:]{3,45})(?:\/\d{1,3})?(?:\s.{0,80})?$/i;

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

  #takeSetting({ text, number }: Line): void {
    const named = /^\s{0,40}interface\s+([\w.@-]{1,20})\s*$/.exec(text)?.[1];
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
  title: 'keepalived.conf and the manifest of kube-vip: the address in front of the API servers',
  commands: ['cat /etc/keepalived/keepalived.conf', 'cat keepalived.conf', 'cat kube-vip.yaml'],
  needles: ['virtual_ipaddress', 'vip_interface', 'vip_address', 'kube-vip'],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new AddressReading();
    const isKeepalived = lines.some(({ text }) => text.includes('virtual_ipaddress'));
    const isKubeVip = lines.some(({ text }) => /\bvip_(?:interface|arp|address|leaderelection)\b/.test(text));
    if (!isKeepalived && !isKubeVip) return reading;
    for (const line of lines) reading.take(line);
    reading.finish();
    return reading;
  },
};
