// $ hostname -I
// 192.168.9.140 172.17.0.1 fe80::1
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'host.addresses';

export const hostAddresses: Source = {
  id: 'host-addresses',
  title: 'addresses of the machine (hostname -I)',
  commands: ['hostname -I', 'hostname --all-ip-addresses'],
  needles: ['.'],
  facts: [fact],
  read({ words, lines }: Block) {
    const reading = new ReadingBuilder();
    if (words[0] !== 'hostname' || !/^(?:-I|--all-ip-addresses)$/.test(words[1] ?? '')) return reading;
    for (const line of lines) {
      const listed = line.text.trim().split(/\s+/);
      if (listed.every(isAddress)) for (const address of listed) reading.item(fact, address, line);
    }
    return reading;
  },
};
