// 2022-05-26 09:32:03.843 [INFO][9] startup/autodetection_methods.go 103: Using autodetected IPv4 address on interface eth0: 10.0.2.15/24
// I0323 18:30:53.143520       1 match.go:259] Using interface with name eth0 and address 10.0.2.15
//                     flannel.alpha.coreos.com/public-ip: 10.0.2.15
//                     projectcalico.org/IPv4Address: 10.0.2.15/24
import type { DetectedAddress } from '../../../facts/pod-network.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isIpv4, parsePrefixed } from '../../text/addresses.ts';

const logged: readonly (readonly [plugin: string, interfaceFirst: boolean, form: RegExp])[] = [
  ['calico', true, /\bUsing autodetected IPv4 address on interface ([\w.@-]{1,20}): ([0-9./]{7,18})/],
  ['cilium', false, /^\s{0,12}(?:Host|Node) connectivity to ([0-9.]{7,15}):()/],
  [
    'calico',
    false,
    /\bUsing autodetected IPv4 address ([0-9./]{7,18})(?: on matching interface ([\w.@-]{1,20}))?/,
  ],
  ['calico', false, /\bIPv4 address ([0-9.]{7,15}) discovered on interface ([\w.@-]{1,20})/],
  ['flannel', true, /\bUsing interface with name ([\w.@-]{1,20}) and address:? ([0-9.]{7,15})/],
  ['flannel', false, /\bUsing ([0-9.]{7,15}) as external (?:interface|endpoint|address)\b()/],
  ['flannel', false, /\bfor current IP \(([0-9.]{7,15})\), reusing()/],
  ['flannel', false, /"PublicIP":"([0-9.]{7,15})","BackendType"()/],
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

/** `BIRD is not ready: BGP not established with 10.0.0.2,172.25.0.1`: peers by the addresses that their agents chose. */
function silentPeers(text: string): string[] {
  const list = /\bBGP not established with ([0-9.,]{7,400})/.exec(text)?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    // The time of the next message follows without a space.
    const address = part.replace(/(\d{1,3}(?:\.\d{1,3}){2}\.\d{1,3})20\d\d$/, '$1');
    return isIpv4(address) ? [address] : [];
  });
}

/** `kubectl get ciliumnodes`: which address Cilium has for each node. */
const ofCilium = /^NAME\s+CILIUMINTERNALIP\s+INTERNALIP\s+AGE\s*$/;

function nodeOfCilium(text: string): DetectedAddress | null {
  const [, inner = '', address = '', ...rest] = text.trim().split(/\s+/);
  return isIpv4(inner) && isIpv4(address) && rest.length === 1
    ? { plugin: 'cilium', interface: null, address }
    : null;
}

export const networkAgentLog: Source = {
  id: 'network-agent-log',
  title: "the node's address as calico-node, flannel and Cilium chose it, in their logs and on the node",
  commands: [],
  needles: [
    'Using autodetected IPv4 address',
    'Using interface with name',
    ' discovered on interface ',
    ' as external ',
    ' for current IP (',
    '"PublicIP":"',
    'flannel.alpha.coreos.com/public-ip',
    'projectcalico.org/IPv4Address',
    '| node-to-node mesh',
    'BGP not established with',
    ' connectivity to ',
    'CILIUMINTERNALIP',
  ],
  facts: ['cni.detected-addresses', 'cni.silent-peers'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    let isTable = false;
    for (const line of block.lines) {
      isTable ||= ofCilium.test(line.text);
      const detected = (isTable ? nodeOfCilium(line.text) : null) ?? detectedIn(line.text);
      if (detected !== null) reading.item('cni.detected-addresses', detected, line);
      else for (const peer of silentPeers(line.text)) reading.item('cni.silent-peers', peer, line);
    }
    return reading;
  },
};
