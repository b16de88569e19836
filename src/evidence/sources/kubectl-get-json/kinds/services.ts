import type { KubernetesService } from '../../../../facts/services.ts';
import { at, isObject, type JsonObject, listAt, textAt, wholeNumber } from '../../../text/json-value.ts';
import { plainText } from '../../../text/plain-text.ts';
import type { ObjectKind } from '../object-kind.ts';
import { pairsAt } from './pairs.ts';

const fact = 'kubernetes.services';
const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export const service: ObjectKind = {
  kind: 'Service',
  resources: ['services', 'service', 'svc'],
  facts: [fact],
  list: fact,
  read(object) {
    // Others have a kind Service too: serving.knative.dev.
    const item = at(object, 'apiVersion') === 'v1' ? serviceOfObject(object) : null;
    return item === null ? [] : [{ fact, item }];
  },
};

function serviceOfObject(object: JsonObject): KubernetesService | null {
  const name = textAt(object, 'metadata', 'name');
  const spec = at(object, 'spec');
  if (name === undefined || !isObject(spec)) return null;
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? null,
    name,
    type: types.find((type) => type === at(spec, 'type')) ?? 'ClusterIP',
    selector: pairsAt(spec, 'selector') ?? [],
    ...portsOf(spec),
    ...addressesOf(object, spec),
    ...textsOf(spec),
  };
}

function textsOf(spec: JsonObject): Partial<KubernetesService> {
  const names = [
    'externalTrafficPolicy',
    'internalTrafficPolicy',
    'loadBalancerClass',
    'externalName',
  ] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textAt(spec, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function portsOf(spec: JsonObject): Pick<KubernetesService, 'ports' | 'targets'> {
  const entries = listAt(spec, 'ports').flatMap((entry) => {
    const port = wholeNumber(at(entry, 'port'));
    return port === undefined ? [] : [{ entry, port }];
  });
  return {
    ports: entries.map(({ entry, port }) => {
      const nodePort = wholeNumber(at(entry, 'nodePort'));
      const protocol = textAt(entry, 'protocol');
      return {
        port,
        ...(nodePort === undefined ? {} : { nodePort }),
        ...(protocol === undefined ? {} : { protocol }),
      };
    }),
    targets: entries.map(({ entry, port }) => {
      const target = at(entry, 'targetPort');
      const known = typeof target === 'number' ? String(target) : textAt(entry, 'targetPort');
      return { port, targetPort: known ?? String(port) };
    }),
  };
}

function addressesOf(object: JsonObject, spec: JsonObject): Partial<KubernetesService> {
  const balancers = listAt(object, 'status', 'loadBalancer', 'ingress');
  const given = balancers.map((one) => textAt(one, 'ip') ?? textAt(one, 'hostname'));
  const external = [...given, ...listAt(spec, 'externalIPs')]
    .filter((address) => typeof address === 'string')
    .map(plainText);
  const asked = at(spec, 'type') === 'LoadBalancer' && isObject(object['status']);
  const clusterAddress = textAt(spec, 'clusterIP');
  return {
    externalAddresses: external,
    ...(clusterAddress === undefined ? {} : { clusterAddress }),
    ...(asked ? { externalAddressPending: external.length === 0 } : {}),
  };
}
