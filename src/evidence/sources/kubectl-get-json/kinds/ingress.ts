import type { KubernetesIngress } from '../../../../facts/services.ts';
import { at, isObject, type JsonObject, listAt, textAt, wholeNumber } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';
import { pairsAt } from './pairs.ts';

const fact = 'kubernetes.ingresses';

export const ingress: ObjectKind = {
  kind: 'Ingress',
  resources: ['ingresses', 'ingress', 'ing'],
  facts: [fact],
  list: fact,
  read(object) {
    const item = ingressOfObject(object);
    return item === null ? [] : [{ fact, item }];
  },
};

const classAnnotation = 'kubernetes.io/ingress.class';

function ingressOfObject(object: JsonObject): KubernetesIngress | null {
  const name = textAt(object, 'metadata', 'name');
  const spec = at(object, 'spec');
  if (name === undefined || !isObject(spec)) return null;
  const annotated = textAt(object, 'metadata', 'annotations', classAnnotation);
  const rules = listAt(spec, 'rules');
  const paths = rules.flatMap((rule) => listAt(rule, 'http', 'paths'));
  const alone = at(spec, 'defaultBackend') ?? at(spec, 'backend');
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? null,
    name,
    className: textAt(spec, 'ingressClassName') ?? annotated ?? null,
    ...(isObject(object['status'])
      ? { hasAddress: listAt(object, 'status', 'loadBalancer', 'ingress').length > 0 }
      : {}),
    hosts: texts(rules, 'host'),
    tlsSecrets: texts(listAt(spec, 'tls'), 'secretName'),
    backends: [...paths.map((path) => at(path, 'backend')), alone].flatMap(backendOf),
    annotations: (pairsAt(object, 'metadata', 'annotations') ?? []).filter((pair) =>
      /^[\w.-]{0,80}ingress[\w.-]{0,80}\//.test(pair),
    ),
  };
}

const texts = (entries: readonly unknown[], property: string): string[] =>
  entries.map((entry) => textAt(entry, property)).filter((text) => text !== undefined);

/** Of networking.k8s.io/v1, and of the versions before it. */
function backendOf(backend: unknown): { service: string; port: string }[] {
  const service = textAt(backend, 'service', 'name') ?? textAt(backend, 'serviceName');
  if (service === undefined) return [];
  const number =
    wholeNumber(at(backend, 'service', 'port', 'number')) ?? wholeNumber(at(backend, 'servicePort'));
  const name = textAt(backend, 'service', 'port', 'name') ?? textAt(backend, 'servicePort');
  return [{ service, port: number === undefined ? (name ?? '') : String(number) }];
}
