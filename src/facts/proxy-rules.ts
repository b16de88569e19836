import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** Where a rule of kube-proxy leads packets to a Service, or that it rejects them for want of endpoints. */
export const ProxyRule = Type.Object({
  namespace: Type.String(),
  service: Type.String(),
  /** `10.180.3.21:8080`; `null`: `has no endpoints`. */
  target: Type.Union([Type.String(), Type.Null()]),
});
export type ProxyRule = Static<typeof ProxyRule>;

const rules = onHost('iptables-save -t nat');

export const proxyRuleFacts: FactDefinition[] = [
  {
    id: 'kube-proxy.rules',
    title: 'where the rules of kube-proxy lead',
    subject: 'host',
    schema: Type.Array(ProxyRule),
    openEnded: true,
    collect: [rules],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kube-proxy.outdated-rules',
    title: 'rules of kube-proxy that lead to none of the endpoints',
    subject: 'cluster',
    schema: Type.Array(ProxyRule),
    derived: true,
    collect: [
      { ...rules, brings: 'kube-proxy.rules' },
      { ...withKubectl('kubectl get endpoints -A'), brings: 'kubernetes.endpoints' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
];
