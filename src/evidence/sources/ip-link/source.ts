// 5: flannel.1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default
//     link/ether 6a:2f:9b:11:0c:7d brd ff:ff:ff:ff:ff:ff promiscuity 0
//     vxlan id 1 local 10.2.0.11 dev eth0 srcport 0 0 dstport 8472 nolearning ttl auto ageing 300
import type { LinkMtu, VxlanLink } from '../../../facts/pod-network.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordAfter, wordsOf } from '../../text/words.ts';

/** `/sys/class/net/eth0/mtu:1500`, as grep shows these files. */
const ofFile = /^\/sys\/class\/net\/([\w.@-]{1,20})\/mtu: ?(\d{2,5})$/;
/** The table of `netstat -i`. */
const interfaceTable = /^Iface\s+MTU\s/;
const interfaceRow = /^([a-z][\w.@-]{0,19})\s+(\d{3,5})\s+\d/;

/**
 * `5: flannel.1: <…> mtu 1450` of iproute2, `flannel.1: flags=4163<…>  mtu 1450` of net-tools, and `flannel.1: mtu 1450`
 * of who cut out the rest.
 */
function linkOf(text: string): LinkMtu | null {
  const [, file, bytes] = ofFile.exec(text.trim()) ?? [];
  if (file !== undefined) return { name: file, mtuBytes: Number(bytes) };
  const words = wordsOf(text);
  const [name = '', flags = ''] = /^\d{1,6}:$/.test(words[0] ?? '') ? words.slice(1) : words;
  const mtuBytes = Number(wordAfter(words, 'mtu'));
  const isLink =
    name.endsWith(':') && (flags.startsWith('<') || flags.startsWith('flags=') || flags === 'mtu');
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
  title: 'MTUs and VXLAN settings of interfaces (ip link, ip -d link, ifconfig, netstat -i)',
  commands: ['ip link', 'ip l', 'netstat -i'],
  needles: [' mtu ', '/mtu:', 'Iface '],
  facts: ['network.mtus', 'overlay.vxlan-links'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    let open: { name: string; line: Line } | null = null;
    let isTable = false;
    for (const line of block.lines) {
      isTable ||= interfaceTable.test(line.text);
      const row = isTable ? interfaceRow.exec(line.text) : null;
      const link = row === null ? linkOf(line.text) : { name: row[1] ?? '', mtuBytes: Number(row[2]) };
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
