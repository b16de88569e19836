import type { KubernetesNetworkPolicy } from '../../../../facts/services.ts';
import { at, isObject, type JsonObject, listAt, textAt } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';
import { pairsAt } from './pairs.ts';

const fact = 'kubernetes.network-policies';

const kindOf = (kind: string, resources: readonly string[]): ObjectKind => ({
  kind,
  resources,
  facts: [fact],
  read(object) {
    const ours = textAt(object, 'apiVersion')?.startsWith('cilium.io/');
    const item = ours === true ? policyOf(object) : null;
    return item === null ? [] : [{ fact, item }];
  },
});

/** A direction is isolated as soon as a policy has a list of rules for it. */
function policyOf(object: JsonObject): KubernetesNetworkPolicy | null {
  const name = textAt(object, 'metadata', 'name');
  const spec = at(object, 'spec');
  if (name === undefined || !isObject(spec)) return null;
  const ingress = listAt(spec, 'ingress');
  const egress = listAt(spec, 'egress');
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? null,
    name,
    podSelector: pairsAt(spec, 'endpointSelector', 'matchLabels') ?? [],
    isolatesIngress: at(spec, 'ingress') !== undefined,
    isolatesEgress: at(spec, 'egress') !== undefined,
    // An empty rule allows nothing here.
    ingressRules: ingress.filter(allowsSomething).length,
    egressRules: egress.filter(allowsSomething).length,
    egressAllowsDns: egress.some(letsDnsThrough),
  };
}

const allowsSomething = (rule: unknown): boolean => isObject(rule) && Object.keys(rule).length > 0;

function letsDnsThrough(rule: unknown): boolean {
  if (!allowsSomething(rule)) return false;
  const ports = listAt(rule, 'toPorts').flatMap((one) => listAt(one, 'ports'));
  if (ports.length === 0) return !isBesidesDns(rule);
  return ports.some((entry) => /^(?:53|0|dns|dns-tcp)$/.test(String(at(entry, 'port'))));
}

/** Names and chosen pods on any port: the cluster's DNS may be among the latter only where it is said. */
function isBesidesDns(rule: unknown): boolean {
  const pods = listAt(rule, 'toEndpoints');
  const named = listAt(rule, 'toFQDNs');
  if (named.length > 0) return true;
  return (
    pods.length > 0 &&
    !/kube-dns|coredns|kube-system|io\.kubernetes\.pod\.namespace/.test(JSON.stringify(pods))
  );
}

export const ciliumNetworkPolicy = kindOf('CiliumNetworkPolicy', ['ciliumnetworkpolicies', 'cnp']);
export const ciliumClusterwidePolicy = kindOf('CiliumClusterwideNetworkPolicy', [
  'ciliumclusterwidenetworkpolicies',
  'ccnp',
]);
