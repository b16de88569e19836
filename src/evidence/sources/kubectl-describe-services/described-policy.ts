import type { KubernetesNetworkPolicy } from '../../../facts/services.ts';
import { type Description, fieldValue, namespaceOf, valuesBelow } from '../../text/description.ts';

/** `kubectl describe networkpolicy`; `null` when the description is of something else. */
export function describedPolicy(description: Description): KubernetesNetworkPolicy | null {
  const texts = description.lines.map((line) => line.text.trim());
  const types = texts.find((text) => text.startsWith('Policy Types:'));
  const selects = texts.some((text) => text.startsWith('PodSelector:'));
  if (fieldValue(description, 'Spec') === undefined || !selects || types === undefined) return null;
  const ingress = rulesBelow(texts, 'Allowing ingress traffic:');
  const egress = rulesBelow(texts, 'Allowing egress traffic:');
  const namespace = namespaceOf(description);
  return {
    namespace,
    name: description.name,
    podSelector: valuesBelow(description.lines, /^\s+PodSelector:/).filter(
      (one) => !one.startsWith('<none>'),
    ),
    isolatesIngress: types.includes('Ingress'),
    isolatesEgress: types.includes('Egress'),
    ingressRules: ingress.length,
    egressRules: egress.length,
    egressAllowsDns: egress.some(
      (rule) =>
        rule.some((text) => /^To Port: (?:<any>|53\/|dns)/.test(text)) &&
        (namespace === 'kube-system' || !staysInNamespace(rule)),
    ),
  };
}

/** Peers that are chosen by the labels of pods alone are pods of the policy's own namespace: the cluster's DNS is not. */
const staysInNamespace = (rule: readonly string[]): boolean =>
  rule.some((text) => text.startsWith('PodSelector:')) &&
  !rule.some((text) => /^(?:NamespaceSelector|IPBlock):|^To: <any>/.test(text));

/** The lines of each rule below a heading, which are set apart by a line of dashes. */
function rulesBelow(texts: readonly string[], heading: string): string[][] {
  const at = texts.indexOf(heading);
  if (at < 0 || texts[at + 1]?.startsWith('<none>')) return [];
  const rules: string[][] = [[]];
  for (const text of texts.slice(at + 1)) {
    if (/^(?:Allowing|Not affecting|Policy Types:)/.test(text)) break;
    if (/^-{3,}$/.test(text)) rules.push([]);
    else rules.at(-1)?.push(text);
  }
  return rules;
}
