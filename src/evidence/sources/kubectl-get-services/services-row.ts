import type { KubernetesService } from '../../../facts/services.ts';
import type { TableRow } from '../../text/columns.ts';

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export interface NamedRow {
  namespace: string | null;
  name: string;
  cells: TableRow;
}

/** A Service from the cells of its row; `null` when a cell cannot be what its column says. */
export function serviceOfCells({ namespace, name, cells }: NamedRow): KubernetesService | null {
  const ports = portsOf(cells.get('PORT(S)') ?? '');
  const address = cells.get('CLUSTER-IP') ?? '';
  if (ports === null || !/^(?:[\da-fA-FxX.:*]{3,45}|None|<none>|<nodes>)$/.test(address)) return null;
  const type = types.find((one) => one === cells.get('TYPE'));
  const external = cells.get('EXTERNAL-IP') ?? '';
  const pending = external === '<pending>';
  const selector = cells.get('SELECTOR');
  const addresses = external.split(',').filter((one) => one !== '' && !one.startsWith('<'));
  return {
    namespace,
    name,
    ...(type === undefined ? {} : { type }),
    ...(address.startsWith('<') ? {} : { clusterAddress: address }),
    ...(type === 'ExternalName'
      ? { externalName: external }
      : {
          externalAddresses: addresses,
          ...(type === 'LoadBalancer' || pending ? { externalAddressPending: pending } : {}),
        }),
    ports,
    ...(selector === undefined || selector === '' ? {} : { selector: selectorOf(selector) }),
  };
}

const selectorOf = (cell: string): string[] =>
  cell === '<none>'
    ? []
    : cell
        .split(',')
        .filter((pair) => pair.includes('='))
        .sort();

/** `80/TCP`, `80:31380/TCP,443:31390/TCP`, `53/UDP,53/TCP`. */
function portsOf(cell: string): { port: number; nodePort?: number; protocol?: string }[] | null {
  if (cell === '<none>' || cell === '') return [];
  const ports: { port: number; nodePort?: number; protocol?: string }[] = [];
  for (const one of cell.replace(/[.…]{1,3}$/, '').split(',')) {
    const match = /^(\d{1,5})(?::(\d{1,5}))?(?:\/([A-Z]{3,4}))?$/.exec(one);
    if (match === null) return null;
    ports.push({
      port: Number(match[1]),
      ...(match[2] === undefined ? {} : { nodePort: Number(match[2]) }),
      ...(match[3] === undefined ? {} : { protocol: match[3] }),
    });
  }
  return ports;
}
