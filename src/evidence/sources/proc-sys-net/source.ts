// $ ls /proc/sys/net
// core  ipv4  ipv6  netfilter  nf_conntrack_max  unix
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isUnfiltered, wordsOf } from '../../text/words.ts';

/** Settings that exist only while their module is loaded, by the entry that they stand in. */
const absences = wordTable<string>({ bridge: 'net.bridge.bridge-nf-call-iptables' });

const listsAll = (block: Block): boolean =>
  block.words[0] === 'ls' && isUnfiltered(block) && /^\/proc\/sys\/net\/?$/.test(block.words.at(-1) ?? '');

export const procSysNet: Source = {
  id: 'proc-sys-net',
  title: 'which settings of the network the kernel has (ls /proc/sys/net)',
  commands: ['ls'],
  needles: [],
  facts: ['sysctl.absent-keys'],
  read(block) {
    const reading = new ReadingBuilder();
    if (!listsAll(block)) return reading;
    const long = block.lines.some(({ text }) => /^[d-][rwx-]{9}/.test(text));
    const names = block.lines.flatMap(({ text }) => (long ? wordsOf(text).slice(-1) : wordsOf(text)));
    const [first, last] = [block.lines[0], block.lines.at(-1)];
    if (!names.includes('core') || !names.includes('ipv4') || first === undefined || last === undefined)
      return reading;
    reading.understand(first, last);
    for (const [entry, key] of Object.entries(absences))
      if (!names.includes(entry)) reading.item('sysctl.absent-keys', key, first, last);
    return reading;
  },
};
