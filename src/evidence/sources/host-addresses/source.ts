// $ hostname -I
// 192.168.9.140 172.17.0.1 fe80::1
// $ ifconfig eth0 | grep "inet addr"
//           inet addr:10.2.41.19  Bcast:0.0.0.0  Mask:255.255.255.0
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'host.addresses';

export const hostAddresses: Source = {
  id: 'host-addresses',
  title: 'addresses of the machine without their interfaces (hostname -I, ifconfig | grep inet)',
  commands: ['hostname -I', 'hostname --all-ip-addresses', 'ifconfig', 'ip addr', 'ip a', 'ip address'],
  needles: ['.'],
  facts: [fact],
  read({ words, lines, command }: Block) {
    const reading = new ReadingBuilder();
    if (isGreppedInterface(command ?? '')) readGrepped(reading, lines);
    if (words[0] !== 'hostname' || !/^(?:-I|--all-ip-addresses)$/.test(words[1] ?? '')) return reading;
    for (const line of lines) {
      const listed = line.text.trim().split(/\s+/);
      if (listed.every(isAddress)) for (const address of listed) reading.item(fact, address, line);
    }
    return reading;
  },
};

/** What remains of `ip addr` and `ifconfig` names no interface. */
const isGreppedInterface = (command: string): boolean =>
  /\b(?:ifconfig|ip (?:-4 )?a(?:ddr|ddress)?)\b.{0,60}\|\s{0,3}grep .{0,12}inet/.test(command);

function readGrepped(reading: ReadingBuilder, lines: readonly Line[]): void {
  for (const line of lines) {
    const address = /^\s{0,20}inet (?:addr:)?([0-9.]{7,15})\b/.exec(line.text)?.[1];
    if (address !== undefined && isAddress(address) && !address.startsWith('127.'))
      reading.item(fact, address, line);
  }
}
