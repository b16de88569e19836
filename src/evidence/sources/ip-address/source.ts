// 3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast state UP group default qlen 1000
//     link/ether 52:54:00:2c:6c:50 brd ff:ff:ff:ff:ff:ff
//     inet 172.28.128.103/24 brd 172.28.128.255 scope global eth1
//        valid_lft forever preferred_lft forever
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { readAddressJson } from './address-json.ts';
import { InterfaceGathering } from './interface-gathering.ts';

const object = /^a(?:d(?:d(?:r(?:e(?:s(?:s)?)?)?)?)?)?$/;

/** `ip a` in any spelling, with nothing that could have taken the addresses away. */
const asksForAddresses = (block: Block): boolean =>
  block.words[0] === 'ip' &&
  block.words.some((word) => object.test(word)) &&
  !(block.command ?? '').includes('|');

export const ipAddress: Source = {
  id: 'ip-address',
  title: 'interfaces and their addresses (ip addr)',
  commands: ['ip a', 'ip ad', 'ip add', 'ip addr', 'ip address', 'ip link', 'ip l'],
  needles: ['link/ether', 'link/loopback', ' scope ', 'inet ', 'inet6 ', '"addr_info"', ' UP ', ' UNKNOWN '],
  facts: ['network.interfaces'],
  read(block) {
    const reading = new ReadingBuilder();
    const gathering = new InterfaceGathering();
    for (const line of block.lines) gathering.take(line);
    gathering.finish(reading, asksForAddresses(block));
    readAddressJson(reading, block);
    return reading;
  },
};
