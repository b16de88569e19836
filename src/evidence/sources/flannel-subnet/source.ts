// FLANNEL_NETWORK=10.244.0.0/16
// FLANNEL_SUBNET=10.244.1.1/24
// FLANNEL_MTU=1450
import type { FlannelSubnet } from '../../../facts/pod-network.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { parsePrefixed } from '../../text/addresses.ts';

const setting = /^\s*(FLANNEL_[A-Z0-9_]{1,30})=(\S{1,60})\s*$/;

function subnetOf(settings: ReadonlyMap<string, string>): FlannelSubnet | null {
  const subnet = settings.get('FLANNEL_SUBNET') ?? '';
  if (parsePrefixed(subnet) === null) return null;
  const network = settings.get('FLANNEL_NETWORK') ?? '';
  const mtuBytes = Number(settings.get('FLANNEL_MTU') ?? Number.NaN);
  return {
    subnet,
    ...(parsePrefixed(network) === null ? {} : { network }),
    ...(Number.isSafeInteger(mtuBytes) ? { mtuBytes } : {}),
  };
}

export const flannelSubnet: Source = {
  id: 'flannel-subnet',
  title: "flannel's subnet of the node (/run/flannel/subnet.env)",
  commands: ['cat /run/flannel/subnet.env'],
  needles: ['FLANNEL_SUBNET='],
  facts: ['flannel.subnet'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    const settings = new Map<string, string>();
    const lines: Line[] = [];
    for (const line of block.lines) {
      const [, name = '', value = ''] = setting.exec(line.text) ?? [];
      if (name === '') continue;
      settings.set(name, value);
      lines.push(line);
    }
    const [first, last, subnet] = [lines[0], lines.at(-1), subnetOf(settings)];
    if (first === undefined || last === undefined) return reading;
    if (subnet === null) reading.fail(first, last);
    else reading.value('flannel.subnet', subnet, first, last);
    return reading;
  },
};
