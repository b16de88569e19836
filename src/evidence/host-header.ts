import { isAddress } from './text/addresses.ts';

/** Names that every machine has: they tell none from another. */
const anyMachine = new Set(['localhost', 'localhost.localdomain', '127.0.0.1']);

const name = '[A-Za-z0-9*][\\w.*:-]{0,252}';
/** `node-1 | CHANGED | rc=0 >>`, `node-1 | UNREACHABLE! => {`: how Ansible heads what each machine answered. */
const ansible = new RegExp(
  `^(${name}) \\| (?:CHANGED|SUCCESS|FAILED!?|UNREACHABLE!)(?: \\| rc=-?\\d{1,5} >>| => ?\\{?| \\(rc=-?\\d{1,5}\\) >>)$`,
);

/** Rules around a name, closed by the same sign; `==` needs no closing one. */
const ruled: readonly RegExp[] = [
  new RegExp(`^={2,80} (${name}) ={2,80}$`),
  new RegExp(`^={2,80} (${name})$`),
  new RegExp(`^-{3,80} (${name}) -{3,80}$`),
  new RegExp(`^#{2,80} (${name}) #{2,80}$`),
  /^\[([a-z][a-z\d-]{0,60}-\d{1,5})\]$/,
];

/** What headings number or name that is no machine: steps, versions, protocols, interfaces, files. */
const noMachine: readonly RegExp[] = [
  /^(?:v|rev|r|q|a|l|h|p|tls|http|ipv|oauth|sha|md|utf|x|s|ec|layer|base|k|rke)\d[\d.]{0,20}s?$/i,
  /^(?:step|test|attempt|try|run|phase|part|case|option|example|section|round|take|figure|stage|task|issue|day|week|pod|svc|service|container|scenario|config|version|before|after|point|problem|solution|hop|item|exhibit|log|output)[-_.]?\d{1,6}$/i,
  /^(?:eth|en[psox]|wlan|bond|docker|cni|flannel|cilium|cali|veth|tun|tap|tunl|br|vxlan|wg|ib|lo|kube-ipvs)[-_.]?[\da-f]/i,
  /\.(?:log|txt|ya?ml|json|conf|cfg|md|sh|go|py|service|pcap|out|gz)$/i,
  /^[\d.:*_-]+$/,
  // Names of pods end in characters that Kubernetes draws.
  /-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
];

const machineWords =
  /^(?:master|worker|node|host|server|agent|bastion|gateway|controller|control-?plane|laptop|client|[a-z][a-z\d-]{0,60}-(?:master|worker|node|server|agent|control-plane))$/i;

/** Whether a word could name a machine, and no step, version, interface or file. */
export const looksLikeHost = (token: string): boolean =>
  isAddress(token) ||
  (!token.includes(':') &&
    !noMachine.some((pattern) => pattern.test(token)) &&
    (machineWords.test(token) || (/\d/.test(token) && /[A-Za-z*]/.test(token))));

/**
 * Reads a line that heads what one machine printed: Ansible's ad-hoc answers, `== node-1 ==`, `--- 10.0.0.7 ---`.
 * Errs towards no: words, steps, versions, files and interfaces are headings of something else.
 */
export function readHostHeader(line: string): { host: string | null } | null {
  const text = line.trim();
  if (text.length > 420 || !/^[=\-#[]|\|/.test(text)) return null;
  const answered = ansible.exec(text)?.[1];
  if (answered !== undefined) return { host: anyMachine.has(answered) ? null : answered };
  for (const pattern of ruled) {
    const token = pattern.exec(text)?.[1]?.replace(/:$/, '');
    if (token !== undefined && looksLikeHost(token)) return { host: anyMachine.has(token) ? null : token };
  }
  return null;
}

/** `for h in n1 n2; do ssh $h 'hostname; date'; done`: each machine prints its name, one of those in the command, first. */
export function readPrintedName(line: string, command: string | null): { host: string } | null {
  if (command === null || !/\bhostname\b/.test(command)) return null;
  const text = line.trim();
  const isName = /^[A-Za-z\d][\w.-]{0,252}$/.test(text) && !anyMachine.has(text);
  return isName && command.split(/[\s;,'"]+/).includes(text) ? { host: text } : null;
}
