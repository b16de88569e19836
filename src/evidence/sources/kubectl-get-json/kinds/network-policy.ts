import type { KubernetesNetworkPolicy } from '../../../../facts/services.ts';
import { at, isObject, type JsonObject, listAt, textAt } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';
import { pairsAt } from './pairs.ts';

const fact = 'kubernetes.network-policies';

export const networkPolicy: ObjectKind = {
  kind: 'NetworkPolicy',
  resources: ['networkpolicies', 'networkpolicy', 'netpol'],
  facts: [fact],
  list: fact,
  read(object) {
    // Calico has a kind of the same name with other rules: projectcalico.org.
    const ours =
      textAt(object, 'apiVersion')?.endsWith('k8s.io/v1') ||
      at(object, 'apiVersion') === 'extensions/v1beta1';
    const item = ours ? policyOfObject(object) : null;
    return item === null ? [] : [{ fact, item }];
  },
};

function policyOfObject(object: JsonObject): KubernetesNetworkPolicy | null {
  const name = textAt(object, 'metadata', 'name');
  const spec = at(object, 'spec');
  if (name === undefined || !isObject(spec)) return null;
  const ingress = listAt(spec, 'ingress');
  const egress = listAt(spec, 'egress');
  const types = listAt(spec, 'policyTypes');
  const namespace = textAt(object, 'metadata', 'namespace') ?? null;
  return {
    namespace,
    name,
    podSelector: [
      ...(pairsAt(spec, 'podSelector', 'matchLabels') ?? []),
      ...listAt(spec, 'podSelector', 'matchExpressions').map(
        (one) => `${textAt(one, 'key') ?? ''} ${textAt(one, 'operator') ?? ''}`,
      ),
    ],
    isolatesIngress: types.length === 0 || types.includes('Ingress'),
    isolatesEgress: types.length === 0 ? egress.length > 0 : types.includes('Egress'),
    ingressRules: ingress.length,
    egressRules: egress.length,
    egressAllowsDns: egress.some(
      (rule) => letsDnsThrough(rule) && (namespace === 'kube-system' || !staysInNamespace(rule)),
    ),
  };
}

function letsDnsThrough(rule: unknown): boolean {
  const ports = listAt(rule, 'ports');
  return (
    ports.length === 0 ||
    ports.some((entry) => {
      const port = at(entry, 'port');
      const end = at(entry, 'endPort');
      if (port === undefined || port === 53 || port === '53' || port === 'dns' || port === 'dns-udp')
        return true;
      return typeof port === 'number' && typeof end === 'number' && port <= 53 && end >= 53;
    })
  );
}

/** Peers that are chosen by the labels of pods alone are pods of the policy's own namespace: the cluster's DNS is not. */
function staysInNamespace(rule: unknown): boolean {
  const peers = listAt(rule, 'to');
  return (
    peers.length > 0 &&
    peers.every((peer) => at(peer, 'namespaceSelector') === undefined && at(peer, 'ipBlock') === undefined)
  );
}
