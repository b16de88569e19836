// -A KUBE-SEP-7CXU… -p tcp -m comment --comment "shop/store:http" -m tcp -j DNAT --to-destination 10.180.3.21:8080
// -A KUBE-SERVICES -d 10.97.40.3/32 -p tcp -m comment --comment "shop/cart:http has no endpoints" … -j REJECT
import type { ProxyRule } from '../../../facts/proxy-rules.ts';
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';

const comment =
  /--comment "?([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})(?::[a-z0-9-]{0,63})?( has no endpoints)?"? /;

export const kubeProxyRules: Source = {
  id: 'kube-proxy-rules',
  title: 'rules of kube-proxy that lead to endpoints (iptables-save)',
  commands: [],
  needles: ['-A KUBE-SEP-', ' has no endpoints'],
  facts: ['kube-proxy.rules'],
  read(block: Block): Reading {
    const reading = new ReadingBuilder();
    for (const line of block.lines) {
      if (line.text.length > 1000) continue;
      const [, namespace, service, none] = comment.exec(line.text) ?? [];
      const target = / -j DNAT --to-destination (\S{3,60})\s*$/.exec(line.text)?.[1];
      if (namespace === undefined || service === undefined) continue;
      if (target === undefined && (none === undefined || !line.text.includes(' -j REJECT'))) continue;
      const item: ProxyRule = { namespace, service, target: target ?? null };
      reading.item('kube-proxy.rules', item, line);
    }
    return reading;
  },
};
