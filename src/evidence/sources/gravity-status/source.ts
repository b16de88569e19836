//     * node-1 (172.28.128.101)
//         Status:	degraded
//         [x]	ipv4 forwarding is off, see https://www.gravitational.com/docs/faq/#ipv4-forwarding
//     * node-3 (172.28.128.103)
//         Status:	healthy
import {
  type Block,
  type Finding,
  type Line,
  type LineRange,
  ReadingBuilder,
  type Source,
} from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

/** Also `(192.168.121.232, node)`, and a time behind it. */
const nodeLine = /^\s*\* (\S{1,253}) \((\S{1,60}?)(?:, [\w -]{1,60})?\)/;
const failedCheck = /^\s*\[[x×✗]\]\s*(\S.{0,400})$/;
const heading =
  /^\s*(?:Application|Application Status|Cluster|Cluster nodes|Cluster name|Cluster status|Cluster image|Join token|Masters|Nodes|Last completed operation|Periodic updates|Remote support|Gravity version|Status):?(?:\s|$)/;

const firstHeading = /^(?:Application|Cluster(?: name| nodes)?):/;

const bridgeKey = 'net.bridge.bridge-nf-call-iptables';

/** What Satellite's checks of kernel settings mean. */
function settingFact(
  problem: string,
): { fact: string; value: number } | { fact: string; item: string } | null {
  if (problem.startsWith('ipv4 forwarding is off')) return { fact: 'sysctl.net.ipv4.ip_forward', value: 0 };
  if (problem.startsWith(`kubernetes requires ${bridgeKey} sysctl set to 1`))
    return { fact: `sysctl.${bridgeKey}`, value: 0 };
  if (problem.startsWith(`br_netfilter module is either not loaded, or sysctl ${bridgeKey} is not set`))
    return { fact: 'sysctl.absent-keys', item: bridgeKey };
  return null;
}

class GravityReading extends ReadingBuilder {
  #node: string | null = null;
  #inside = false;

  read(line: Line): void {
    const node = nodeLine.exec(line.text);
    if (node !== null && isAddress(node[2] ?? '')) {
      this.#node = node[1] ?? null;
      this.#inside = true;
      this.understand(line);
      return;
    }
    const problem = failedCheck.exec(line.text)?.[1];
    const fact = problem === undefined ? null : settingFact(problem);
    if (fact !== null) this.#found(fact, [line.number, line.number]);
    else if (this.#inside ? heading.test(line.text) : firstHeading.test(line.text)) {
      this.#inside = true;
      this.understand(line);
    } else if (problem === undefined && line.text.trim() !== '') this.#inside = false;
  }

  #found(fact: { fact: string; value: number } | { fact: string; item: string }, lines: LineRange): void {
    const finding: Finding = { ...fact, lines, ...(this.#node === null ? {} : { host: this.#node }) };
    this.findings.push(finding);
  }
}

export const gravityStatus: Source = {
  id: 'gravity-status',
  title: 'gravity status: kernel settings that its checks found wrong, per node',
  commands: ['gravity status'],
  needles: [
    'ipv4 forwarding is off, see',
    `kubernetes requires ${bridgeKey}`,
    'br_netfilter module is either not loaded',
  ],
  facts: ['sysctl.net.ipv4.ip_forward', `sysctl.${bridgeKey}`, 'sysctl.absent-keys'],
  read(block: Block) {
    const reading = new GravityReading();
    const named =
      block.words[0] === 'gravity' ||
      gravityStatus.needles.some((needle) => block.lines.some(({ text }) => text.includes(needle)));
    if (named) for (const line of block.lines) reading.read(line);
    return reading;
  },
};
