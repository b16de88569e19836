// backend apiserver
//     server master1 192.168.10.11:6443 check
// virtual_server 10.3.0.9 6443 {
//     real_server 10.3.0.4 6443 {
// upstream kube_apiserver {
//     server 10.3.0.4:6443 max_fails=3;
import type { LoadBalancerBackend } from '../../../facts/control-plane.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'load-balancer.backends';
const front = 'load-balancer.addresses';

/** Ports at which API servers listen; what else is balanced is not ours. */
const apiPorts = new Set([6443, 443, 8443, 9345, 16443, 5443]);

const haproxy = /^\s{0,20}server\s{1,8}(\S{1,100})\s{1,20}(?:ipv4@)?([0-9.]{7,15}):(\d{1,5})(?:\s|$)/;
const nginx = /^\s{0,20}server\s{1,8}([0-9.]{7,15}):(\d{1,5})\s{0,8}(?:;|[a-z_]{1,20}=)/;

const keepalived = /^\s{0,20}real_server\s{1,8}([0-9.]{7,15})\s{1,8}(\d{1,5})(?:\s|$)/;

function backendOf(text: string): LoadBalancerBackend | null {
  const unnamed = nginx.exec(text) ?? keepalived.exec(text);
  const found = unnamed === null ? haproxy.exec(text) : ['', '', unnamed[1], unnamed[2]];
  const [, name = '', address = '', port = ''] = found ?? [];
  if (!isAddress(address) || !apiPorts.has(Number(port))) return null;
  return { name, address, port: Number(port) };
}

/** nginx passes bytes on in its stream module, and speaks HTTP itself to a URL. */
function modeOfNginx(lines: readonly Line[]): { mode?: 'tcp' | 'http' } {
  if (lines.some(({ text }) => /^\s*proxy_pass\s+https?:\/\//.test(text))) return { mode: 'http' };
  return lines.some(({ text }) => /^\s*(?:stream\s*\{|proxy_pass\s+[\w.:-]+\s*;)/.test(text))
    ? { mode: 'tcp' }
    : {};
}

/** HAProxy's `mode`: of the section, or else of the defaults. */
class Modes {
  #ofDefaults: LoadBalancerBackend['mode'];
  #ofSection: LoadBalancerBackend['mode'];
  #inDefaults = false;

  take(text: string): void {
    if (/^\s*(?:global|defaults|frontend|backend|listen)\b/.test(text)) {
      this.#inDefaults = text.trimStart().startsWith('defaults');
      this.#ofSection = undefined;
    }
    const mode = /^\s*mode\s+(tcp|http)\s*$/.exec(text)?.[1];
    if (mode !== 'tcp' && mode !== 'http') return;
    if (this.#inDefaults) this.#ofDefaults = mode;
    else this.#ofSection = mode;
  }

  get now(): { mode?: 'tcp' | 'http' } {
    const mode = this.#ofSection ?? this.#ofDefaults;
    return mode === undefined ? {} : { mode };
  }
}

/** A web server's upstream may listen at 443, too: only one that balances TCP or names the API is taken. */
const isApiBalancer = (lines: readonly Line[]): boolean =>
  lines.some(({ text }) => /\b6443\b|kube|k8s|api-?server|control-?plane|master/i.test(text));

export const loadBalancerConfig: Source = {
  id: 'load-balancer-config',
  title: 'configuration of HAProxy, nginx or keepalived as a load balancer in front of the API server',
  commands: [
    'cat haproxy.cfg',
    'cat /etc/haproxy/haproxy.cfg',
    'cat nginx.conf',
    'cat /etc/nginx/nginx.conf',
  ],
  needles: ['backend ', 'upstream ', 'listen ', 'balance ', 'virtual_server '],
  facts: [fact, front],
  read({ lines }: Block) {
    const reading = new ReadingBuilder();
    if (
      !lines.some(({ text }) =>
        /^\s*(?:backend|listen|upstream|balance|frontend|virtual_server)\b/.test(text),
      )
    )
      return reading;
    if (!isApiBalancer(lines)) return reading;
    const modes = new Modes();
    const ofNginx = modeOfNginx(lines);
    for (const line of lines) {
      modes.take(line.text);
      const item = backendOf(line.text);
      if (item !== null) reading.item(fact, { ...item, ...ofNginx, ...modes.now }, line);
      const bound = /^\s{0,20}bind\s{1,8}([0-9.]{7,15}):\d{1,5}\b/.exec(line.text)?.[1] ?? '';
      if (isAddress(bound) && !/^(?:0\.|127\.)/.test(bound)) reading.item(front, { address: bound }, line);
      else if (
        item === null &&
        /^\s*(?:backend|frontend|upstream|listen|balance|mode|bind|default_backend)\s/.test(line.text)
      )
        reading.understand(line);
    }
    return reading;
  },
};
