// 2022-05-26 09:32:03.843 [INFO][9] startup/autodetection_methods.go 103: Using autodetected IPv4 address on interface eth0: 10.0.2.15/24
// I0323 18:30:53.143520       1 match.go:259] Using interface with name eth0 and address 10.0.2.15
//                     flannel.alpha.coreos.com/public-ip: 10.0.2.15
//                     projectcalico.org/IPv4Address: 10.0.2.15/24
import type { DetectedAddress } from '../../../facts/pod-network.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isIpv4, parsePrefixed } from '../../text/addresses.ts';

const logged: readonly (readonly [plugin: string, interfaceFirst: boolean, form: RegExp])[] = [
  ['calico', true, /\bUsing autodetected IPv4 address on interface ([\w.@-]{1,20}): ([0-9./]{7,18})/],
  [
    'calico',
    false,
    /\bUsing autodetected IPv4 address ([0-9./]{7,18})(?: on matching interface ([\w.@-]{1,20}))?/,
  ],
  ['flannel', true, /\bUsing interface with name ([\w.@-]{1,20}) and address:? ([0-9.]{7,15})/],
  ['flannel', false, /\bflannel\.alpha\.coreos\.com\/public-ip"?[:=] ?"?([0-9.]{7,15})\b()/],
  // A peer of the mesh is a node by the address that its agent chose.
  ['calico', false, /^\| ([0-9.]{7,15}) +\| node-to-node mesh +\|()/],
  ['calico', false, /\bprojectcalico\.org\/IPv4Address"?[:=] ?"?([0-9./]{7,18})()/],
];

function detectedIn(text: string): DetectedAddress | null {
  for (const [plugin, interfaceFirst, form] of logged) {
    const found = form.exec(text);
    if (found === null) continue;
    const name = (interfaceFirst ? found[1] : found[2]) ?? '';
    const said = (interfaceFirst ? found[2] : found[1]) ?? '';
    const address = parsePrefixed(said)?.address ?? said;
    return isIpv4(address) ? { plugin, interface: name === '' ? null : name, address } : null;
  }
  return null;
}

export const networkAgentLog: Source = {
  id: 'network-agent-log',
  title: "the node's address as calico-node and flannel chose it, in their logs and on the node",
  commands: [],
  needles: [
    'Using autodetected IPv4 address',
    'Using interface with name',
    'flannel.alpha.coreos.com/public-ip',
    'projectcalico.org/IPv4Address',
    '| node-to-node mesh',
  ],
  facts: ['cni.detected-addresses'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    for (const line of block.lines) {
      const detected = detectedIn(line.text);
      if (detected !== null) reading.item('cni.detected-addresses', detected, line);
    }
    return reading;
  },
};
