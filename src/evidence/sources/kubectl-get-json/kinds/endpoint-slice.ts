import type { ServiceEndpoints } from '../../../../facts/services.ts';
import { at, listAt, textAt, wholeNumber } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';

const fact = 'kubernetes.endpoints';

export const endpointSlice: ObjectKind = {
  kind: 'EndpointSlice',
  resources: ['endpointslices', 'endpointslice'],
  facts: [fact],
  read(object) {
    const slice = textAt(object, 'metadata', 'name');
    const service = textAt(object, 'metadata', 'labels', 'kubernetes.io/service-name');
    if (slice === undefined || service === undefined) return [];
    const ports = listAt(object, 'ports').map((entry) => wholeNumber(at(entry, 'port')));
    const all = listAt(object, 'endpoints');
    const isReady = (endpoint: unknown) => at(endpoint, 'conditions', 'ready') !== false;
    const ready = all.filter(isReady);
    const addresses = (some: readonly unknown[]) => some.flatMap((endpoint) => withPorts(endpoint, ports));
    const nodes = ready.map((endpoint) => textAt(endpoint, 'nodeName'));
    const item: ServiceEndpoints = {
      namespace: textAt(object, 'metadata', 'namespace') ?? null,
      service,
      slice,
      ready: addresses(ready),
      notReady: addresses(all.filter((endpoint) => !isReady(endpoint))),
      nodes: [...new Set(nodes.filter((node) => node !== undefined))],
    };
    return [{ fact, item }];
  },
};

function withPorts(endpoint: unknown, ports: readonly (number | undefined)[]): string[] {
  return listAt(endpoint, 'addresses').flatMap((address) => {
    if (typeof address !== 'string') return [];
    const known = ports.filter((port) => port !== undefined);
    return known.length === 0 ? [address] : known.map((port) => `${address}:${port}`);
  });
}
