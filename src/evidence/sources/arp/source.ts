// Address                  HWtype  HWaddress           Flags Mask            Iface
// 10.0.0.1                 ether   b4:05:5d:7d:89:3a   C                     bond0.169
// ? (10.0.0.1) at b4:05:5d:7d:89:3a [ether] on bond0.169
//   192.168.1.1           00-1a-2b-3c-4d-5e     dynamic
import { ReadingBuilder, type Source } from '../../source.ts';
import { arpLine } from './arp-line.ts';

export const arp: Source = {
  id: 'arp',
  title: 'the ARP cache (arp, /proc/net/arp)',
  commands: ['arp', 'arp.exe', 'cat /proc/net/arp'],
  needles: [
    'HWaddress',
    'HW address',
    ' ether ',
    '(incomplete)',
    '<incomplete>',
    ') at ',
    'Physical Address',
    '0x1         0x',
    'ARP Entries',
    ' dynamic',
  ],
  facts: ['arp.entries'],
  read(block) {
    const reading = new ReadingBuilder();
    let windows = false;
    for (const line of block.lines) {
      const found = arpLine(line.text, windows);
      if (found.kind === 'windows-interface') windows = true;
      if (found.kind === 'entry') reading.item('arp.entries', found.entry, line);
      else if (found.kind === 'empty-table') reading.none('arp.entries', line);
      else if (found.kind === 'broken') reading.fail(line);
      else if (found.kind !== 'other') reading.understand(line);
    }
    return reading;
  },
};
