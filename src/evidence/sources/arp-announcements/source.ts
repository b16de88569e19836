// 16:20:01.220140 ARP, Reply 172.19.3.200 is-at 52:54:00:aa:01:02, length 46
// time="…" level=info msg="Broadcasting ARP update for 10.40.0.74 (00:50:56:9b:3a:cb) via ens160"
import { ReadingBuilder, type Source } from '../../source.ts';
import { isAddress, toMac } from '../../text/addresses.ts';

const reply = /\b[Rr]eply (\d[\d.]{6,14}) is-at ([0-9a-f:]{11,17})/;
const announced = /\bBroadcasting ARP update for (\d[\d.]{6,14}) \(([0-9a-f:]{11,17})\) via /;

/** Who says to have an address: in a capture, and in the log of kube-vip, which announces virtual addresses. */
export const arpAnnouncements: Source = {
  id: 'arp-announcements',
  title: 'ARP replies and announcements (tcpdump, kube-vip)',
  commands: [],
  needles: [' is-at ', 'Broadcasting ARP update for '],
  facts: ['arp.answers'],
  read(block) {
    const reading = new ReadingBuilder();
    for (const line of block.lines) {
      const [, address = '', written = ''] = (reply.exec(line.text) ?? announced.exec(line.text)) || [];
      const mac = toMac(written);
      if (mac !== null && isAddress(address)) reading.item('arp.answers', { address, mac }, line);
    }
    return reading;
  },
};
