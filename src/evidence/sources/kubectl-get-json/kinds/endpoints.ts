import type { ServiceEndpoints } from '../../../../facts/services.ts';
import { at, listAt, textAt, wholeNumber } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';

const fact = 'kubernetes.endpoints';

export const endpoints: ObjectKind = {
  kind: 'Endpoints',
  resources: ['endpoints', 'ep'],
  facts: [fact],
  read(object) {
    const service = textAt(object, 'metadata', 'name');
    if (service === undefined) return [];
    const subsets = listAt(object, 'subsets');
    const nodes = subsets.flatMap((subset) =>
      listAt(subset, 'addresses').map((one) => textAt(one, 'nodeName')),
    );
    const item: ServiceEndpoints = {
      namespace: textAt(object, 'metadata', 'namespace') ?? null,
      service,
      slice: '',
      ready: subsets.flatMap((subset) => withPorts(subset, 'addresses')),
      notReady: subsets.flatMap((subset) => withPorts(subset, 'notReadyAddresses')),
      nodes: [...new Set(nodes.filter((node) => node !== undefined))],
    };
    return [{ fact, item }];
  },
};

function withPorts(subset: unknown, property: string): string[] {
  const ports = listAt(subset, 'ports').map((entry) => wholeNumber(at(entry, 'port')));
  return listAt(subset, property).flatMap((entry) => {
    const address = textAt(entry, 'ip');
    if (address === undefined) return [];
    return ports.length === 0
      ? [address]
      : ports.map((port) => (port === undefined ? address : `${address}:${port}`));
  });
}
