// 5: flannel.1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default
//     link/ether 6a:2f:9b:11:0c:7d brd ff:ff:ff:ff:ff:ff promiscuity 0
//     vxlan id 1 local 10.2.0.11 dev eth0 srcport 0 0 dstport 8472 nolearning ttl auto ageing 300
import type { LinkMtu, VxlanLink } from '../../../facts/pod-network.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordAfter, wordsOf } from '../../text/words.ts';

/** `5: flannel.1: <…> mtu 1450` of iproute2, `flannel.1: flags=4163<…>  mtu 1450` of net-tools. */
function linkOf(text: string): LinkMtu | null {
  const words = wordsOf(text);
  const [name = '', flags = ''] = /^\d{1,6}:$/.test(words[0] ?? '') ? words.slice(1) : words;
  const mtuBytes = Number(wordAfter(words, 'mtu'));
  const isLink = name.endsWith(':') && (flags.startsWith('<') || flags.startsWith('flags='));
  if (!isLink || !Number.isSafeInteger(mtuBytes)) return null;
  return { name: name.slice(0, -1).split('@')[0] ?? name, mtuBytes };
}

/** `vxlan id 1 local 10.2.0.11 dev eth0 srcport 0 0 dstport 8472` below the interface's own line. */
function vxlanOf(name: string, text: string): VxlanLink | null {
  const words = wordsOf(text);
  const vni = Number(words[2]);
  if (words[0] !== 'vxlan' || words[1] !== 'id' || !Number.isSafeInteger(vni)) return null;
  const [local, device] = [wordAfter(words, 'local'), wordAfter(words, 'dev')];
  const port = Number(wordAfter(words, 'dstport'));
  return {
    name,
    vni,
    ...(local === undefined ? {} : { local }),
    ...(device === undefined ? {} : { device }),
    ...(Number.isSafeInteger(port) ? { port } : {}),
  };
}

export const ipLink: Source = {
  id: 'ip-link',
  title: 'MTUs and VXLAN settings of interfaces (ip link, ip -d link, ifconfig)',
  commands: ['ip link', 'ip l'],
  needles: [' mtu '],
  facts: ['network.mtus', 'overlay.vxlan-links'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    let open: { name: string; line: Line } | null = null;
    for (const line of block.lines) {
      const link = linkOf(line.text);
      if (link !== null) {
        reading.item('network.mtus', link, line);
        open = { name: link.name, line };
      } else if (open !== null) {
        const vxlan = vxlanOf(open.name, line.text);
        if (vxlan !== null) reading.item('overlay.vxlan-links', vxlan, open.line, line);
      }
    }
    return reading;
  },
};
