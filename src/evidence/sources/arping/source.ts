// Unicast reply from 10.0.0.5 [52:54:00:AA:BB:01]  0.712ms
// 60 bytes from 52:54:00:aa:bb:01 (10.0.0.5): index=0 time=391.882 usec
// 10.0.0.5	52:54:00:aa:bb:02	QEMU virtual NIC (DUP: 2)
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress, toMac } from '../../text/addresses.ts';

interface Answer {
  address: string;
  mac: string;
}

/** One answer as iputils' arping, Habets' arping or arp-scan prints it; `null` for any other line. */
function answerOf(text: string, isScan: boolean): Answer | null {
  const iputils = /^(?:Unicast|Broadcast) reply from (\S{1,45}) \[([0-9A-Fa-f:]{11,17})\]/.exec(text);
  const habets = /^\d{1,5} bytes from ([0-9A-Fa-f:]{11,17}) \((\S{1,45})\): index=/.exec(text);
  const scan =
    isScan || text.includes('(DUP: ') ? /^(\S{7,45})\t([0-9A-Fa-f:]{11,17})(?:\t|$)/.exec(text) : null;
  const [address = '', mac = ''] = [
    iputils?.[1] ?? habets?.[2] ?? scan?.[1],
    iputils?.[2] ?? habets?.[1] ?? scan?.[2],
  ];
  const whole = toMac(mac);
  return isAddress(address) && whole !== null ? { address, mac: whole } : null;
}

const settled =
  /^(?:ARPING \S|Sent \d+ probes?|Received \d+ responses?|\d+ packets transmitted, \d+ packets received,\s+\d+% unanswered|Interface: \S+, type: |Starting arp-scan|Ending arp-scan|rtt min\/avg\/max)/;

const asksArp = ({ words }: Block): boolean => words[0] === 'arping' || words[0] === 'arp-scan';

export const arping: Source = {
  id: 'arping',
  title: 'answers to ARP requests (arping, arp-scan)',
  commands: ['arping', 'arp-scan'],
  needles: ['cast reply from ', ': index=', '(DUP: '],
  facts: ['arp.answers'],
  read(block) {
    const reading = new ReadingBuilder();
    const asked = asksArp(block);
    for (const line of block.lines) {
      const answer = answerOf(line.text, block.words[0] === 'arp-scan');
      if (answer !== null) reading.item('arp.answers', answer, line);
      else if (settled.test(line.text) && (asked || line.text.startsWith('ARPING ')))
        reading.understand(line);
    }
    return reading;
  },
};
