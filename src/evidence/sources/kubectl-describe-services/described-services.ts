import type { KubernetesService, ServiceEndpoints } from '../../../facts/services.ts';
import { type Description, fieldValue, namespaceOf } from '../../text/description.ts';

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

/** The Service that a description is of; `null` when it is of something else. */
export function describedService(description: Description): KubernetesService | null {
  const type = types.find((one) => one === fieldValue(description, 'Type'));
  if (type === undefined || !isOfService(description)) return null;
  const addresses = externalAddresses(description);
  const clusterAddress = addressOf(description);
  return {
    namespace: namespaceOf(description),
    name: description.name,
    type,
    selector: pairs(fieldValue(description, 'Selector')),
    externalAddresses: addresses,
    ...(type === 'LoadBalancer' ? { externalAddressPending: addresses.length === 0 } : {}),
    ...(clusterAddress === undefined ? {} : { clusterAddress }),
    ...portsOf(description),
    ...policiesOf(description),
  };
}

/** Descriptions are often cut off behind the endpoints. */
const isOfService = (description: Description): boolean =>
  fieldValue(description, 'Session Affinity') !== undefined ||
  (fieldValue(description, 'TargetPort') !== undefined && fieldValue(description, 'Endpoints') !== undefined);

function policiesOf(description: Description): Partial<KubernetesService> {
  const shown = {
    externalTrafficPolicy: fieldValue(description, 'External Traffic Policy'),
    internalTrafficPolicy: fieldValue(description, 'Internal Traffic Policy'),
    externalName: fieldValue(description, 'External Name'),
  };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined && value !== ''));
}

const addressOf = (description: Description): string | undefined => {
  const address = fieldValue(description, 'IP') ?? '';
  return address === '' || address.startsWith('<') ? undefined : address;
};

const externalAddresses = (description: Description): string[] =>
  ['LoadBalancer Ingress', 'External IPs']
    .flatMap((key) => (fieldValue(description, key) ?? '').split(','))
    .map((address) => address.trim().split(' ', 1)[0] ?? '')
    .filter((address) => address !== '' && !address.startsWith('<'));

const pairs = (selector: string | undefined): string[] =>
  (selector ?? '')
    .split(',')
    .filter((pair) => pair.includes('='))
    .sort();

/** `http  80/TCP`, its `TargetPort:  8080/TCP` and its `NodePort:  http  30080/TCP` follow each other. */
function portsOf({ fields }: Description): Pick<KubernetesService, 'ports' | 'targets'> {
  const ports: { port: number; nodePort?: number; protocol: string }[] = [];
  const targets: { port: number; targetPort: string }[] = [];
  for (const { key, value } of fields) {
    const shown = /(?:^|\s)([\w-]{1,63})\/([A-Z]{3,4})$/.exec(value);
    if (shown === null) continue;
    const [, port = '', protocol = ''] = shown;
    const last = ports.at(-1);
    if (key === 'Port' && /^\d{1,5}$/.test(port)) ports.push({ port: Number(port), protocol });
    else if (key === 'NodePort' && last !== undefined) last.nodePort = Number(port);
    else if (key === 'TargetPort' && last !== undefined) targets.push({ port: last.port, targetPort: port });
  }
  return { ports, targets };
}

/** What the `Endpoints:` lines of a Service say; `null` when it has none. */
export function describedEndpoints(description: Description): ServiceEndpoints | null {
  const lines = description.fields.filter(({ key }) => key === 'Endpoints');
  if (lines.length === 0) return null;
  return {
    namespace: namespaceOf(description),
    service: description.name,
    slice: '',
    ready: lines.flatMap(({ value }) => addressesIn(value)),
  };
}

const addressesIn = (value: string): string[] =>
  value
    .replace(/\s*\+\s*\d+ more\.\.\.$/, '')
    .split(',')
    .filter((address) => address !== '' && !address.startsWith('<'));

/** `kubectl describe endpoints`; `null` when the description is of something else. */
export function describedSubsets(description: Description): ServiceEndpoints | null {
  if (fieldValue(description, 'Subsets') === undefined) return null;
  const of = (label: string): string[] =>
    description.lines
      .filter((line) => line.text.trimStart().startsWith(`${label}:`))
      .flatMap((line) => addressesIn(line.text.slice(line.text.indexOf(':') + 1).trim()));
  return {
    namespace: namespaceOf(description),
    service: description.name,
    slice: '',
    ready: of('Addresses'),
    notReady: of('NotReadyAddresses'),
  };
}
