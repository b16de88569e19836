import type { Block } from '../../source.ts';

/** Programs that make up the tunnel between the API server and the nodes, by the words that name them. */
const names: readonly (readonly [word: string, component: string])[] = [
  ['konnectivity-agent', 'konnectivity-agent'],
  ['proxy-agent', 'konnectivity-agent'],
  ['konnectivity-server', 'konnectivity-server'],
  ['konnectivity-proxy', 'konnectivity-server'],
  ['proxy-server[', 'konnectivity-server'],
  ['component=konnectivity', 'konnectivity-server'],
  ['tunnelfront', 'tunnelfront'],
  ['tunnel-front', 'tunnelfront'],
  ['aks-link', 'aks-link'],
  ['openvpn-client', 'aks-link'],
];

/** Messages that only one of them prints. */
const messages: readonly (readonly [message: string, component: string])[] = [
  ['cannot connect once', 'konnectivity-agent'],
  ['cannot sync once', 'konnectivity-agent'],
  ['could not read stream', 'konnectivity-agent'],
  ['"error dialing backend" err', 'konnectivity-agent'],
  ['Failed to get a backend', 'konnectivity-server'],
  ['no tunnels available', 'konnectivity-server'],
  ['DIAL_RSP contains failure', 'konnectivity-server'],
  ['backend dial timed out', 'konnectivity-server'],
  ['Receive stream from agent read failure', 'konnectivity-server'],
  ['component=kube-apiserver', 'kube-apiserver'],
];

const named = (text: string, list: typeof names): string | undefined =>
  list.find(([words]) => text.includes(words))?.[1];

/** The component that wrote a whole block, by the command that printed it; `null` when that does not say. */
export function componentOf(block: Block): string | null {
  const command = block.command ?? '';
  return /\b(?:logs?|journalctl|cat|tail|less|grep)\b/.test(command) ? (named(command, names) ?? null) : null;
}

/** The component that a line names, before its message or by it. */
export const componentIn = (text: string): string | null =>
  named(text, messages) ?? named(text.slice(0, 200), names) ?? named(text.slice(-80), names) ?? null;
