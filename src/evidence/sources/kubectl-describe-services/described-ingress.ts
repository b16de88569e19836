import type { KubernetesIngress } from '../../../facts/services.ts';
import { type Description, fieldValue, namespaceOf } from '../../text/description.ts';

/** `kubectl describe ingress`; `null` when the description is of something else. */
export function describedIngress(description: Description): KubernetesIngress | null {
  if (fieldValue(description, 'Rules') === undefined || fieldValue(description, 'Address') === undefined)
    return null;
  const className = fieldValue(description, 'Ingress Class');
  return {
    namespace: namespaceOf(description),
    name: description.name,
    hasAddress: fieldValue(description, 'Address') !== '',
    ...(className === undefined ? {} : { className: className.startsWith('<') ? null : className }),
    ...rulesOf(description),
    annotations: description.lines.flatMap(({ text }) => {
      const [, key, value] =
        /^(?:Annotations:)?\s+([\w.-]{0,80}ingress[\w.-]{0,80}\/[\w.-]{1,80}):\s*(.*)$/.exec(text) ?? [];
      return key === undefined ? [] : [`${key}=${value ?? ''}`];
    }),
  };
}

/** `  shop.example` and below it `              /cart   cart:80 (10.244.1.7:8080)`. */
function rulesOf(description: Description): Pick<KubernetesIngress, 'hosts' | 'tlsSecrets' | 'backends'> {
  const hosts: string[] = [];
  const tlsSecrets: string[] = [];
  const backends: { service: string; port: string }[] = [];
  for (const { text } of description.lines) {
    const [, secret] = /^\s+(\S{1,253}) terminates\b/.exec(text) ?? [];
    if (secret !== undefined) tlsSecrets.push(secret);
    const [, service, port] = /\s([a-z0-9][a-z0-9-]{0,62}):([a-z0-9-]{1,15}) \(.*\)$/.exec(text) ?? [];
    if (service !== undefined && port !== undefined) backends.push({ service, port });
    const [, host] = /^ {2}([a-z0-9*][a-z0-9.*-]{0,252}\.[a-z0-9.-]{1,63})(?:\s|$)/.exec(text) ?? [];
    if (host !== undefined && secret === undefined) hosts.push(host);
  }
  return { hosts, tlsSecrets, backends };
}
