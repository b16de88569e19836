// -A KUBE-SEP-7T4H -p tcp -m comment --comment "default/kubernetes:https" -m tcp -j DNAT --to-destination 10.0.0.11:6443
// DNAT  tcp  --  0.0.0.0/0  0.0.0.0/0  /* default/kubernetes:https */ tcp to:10.0.0.11:6443
// endpoints.go:234] Setting endpoints for "default/kubernetes:https" to [10.0.0.11:6443 10.0.0.12:6443]
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isIpv4 } from '../../text/addresses.ts';

const fact = 'apiserver.proxy-targets';

const rule =
  /default\/kubernetes:https.{0,80}?(?:--to-destination |\bto:|\bdnat (?:ip )?to )([0-9.]{7,15}):\d{1,5}/;
const commentLast = /\bdnat (?:ip )?to ([0-9.]{7,15}):\d{1,5}.{0,40}default\/kubernetes:https/i;
const set = /Setting endpoints for "default\/kubernetes:https" to \[([0-9.: ]{7,400})\]/;

function targetsIn(text: string): string[] {
  const one = (rule.exec(text) ?? commentLast.exec(text))?.[1];
  const listed = set.exec(text)?.[1]?.split(' ') ?? [];
  const found = [one ?? '', ...listed.map((endpoint) => endpoint.replace(/:\d{1,5}$/, ''))];
  return found.filter((address) => isIpv4(address));
}

export const kubernetesTargets: Source = {
  id: 'kubernetes-targets',
  title: 'where kube-proxy leads the Service kubernetes: its rules in iptables and nftables, and its log',
  commands: [],
  needles: ['default/kubernetes:https'],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new ReadingBuilder();
    for (const line of lines) for (const address of targetsIn(line.text)) reading.item(fact, address, line);
    return reading;
  },
};
