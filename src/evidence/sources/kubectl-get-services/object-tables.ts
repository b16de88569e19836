import type { ApiService } from '../../../facts/api-extensions.ts';
import type {
  KubernetesIngress,
  KubernetesIngressClass,
  KubernetesNetworkPolicy,
  KubernetesWorkload,
  ListedEndpoints,
  ServiceEndpoints,
} from '../../../facts/services.ts';
import { hasColumns, type TableHeader, type TableRow } from '../../text/columns.ts';
import { serviceOfCells } from './services-row.ts';

export interface ObjectTable {
  readonly fact: string;
  readonly resources: readonly string[];
  readonly columns: readonly string[];
  /** Whether the objects belong to no namespace, so that a plain command lists all of them. */
  readonly isWhole: boolean;
  /** The item that a row states; `null`: it is no row of this table. */
  read(row: { namespace: string | null; name: string; row: TableRow }): object | 'nothing' | null;
  /** What a row states that says nothing of the table's own fact. */
  readonly otherwise?: ObjectTable;
}

const isShown = (cell: string | undefined): cell is string =>
  cell !== undefined && cell !== '' && !cell.startsWith('<');

const listOf = (cell: string | undefined): string[] =>
  isShown(cell)
    ? (cell.split(/\s/, 1)[0] ?? '').split(',').filter((one) => one !== '' && !one.startsWith('+'))
    : [];

const services: ObjectTable = {
  fact: 'kubernetes.services',
  resources: ['services', 'service', 'svc'],
  columns: ['NAME', 'CLUSTER-IP', 'PORT(S)'],
  isWhole: false,
  read: ({ namespace, name, row }) => serviceOfCells({ namespace, name, cells: row }),
};

const apiServices: ObjectTable = {
  fact: 'kubernetes.api-services',
  resources: ['apiservices', 'apiservice'],
  columns: ['NAME', 'SERVICE', 'AVAILABLE'],
  isWhole: true,
  read({ name, row }): ApiService | null {
    const [, available, reason] =
      /^(True|False|Unknown)(?: \((\w{1,60})\))?$/.exec(row.get('AVAILABLE') ?? '') ?? [];
    const service = row.get('SERVICE');
    if (available === undefined) return null;
    return {
      name,
      available: available === 'True',
      ...(service === undefined || service === 'Local' ? {} : { service }),
      ...(reason === undefined ? {} : { reason }),
    };
  },
};

/** The addresses of a slice's table, which shows them whether or not they are ready. */
const listedSlices: ObjectTable = {
  fact: 'kubernetes.listed-endpoints',
  resources: [],
  columns: [],
  isWhole: false,
  read({ namespace, name, row }): ListedEndpoints | null {
    const service = /^(.+)-[a-z0-9]{5}$/.exec(name)?.[1];
    const port = /^\d{1,5}$/.exec(row.get('PORTS') ?? '')?.[0];
    const addresses = listOf(row.get('ENDPOINTS')).filter((address) => /^[\da-fA-F.:]+$/.test(address));
    if (service === undefined || addresses.length === 0) return null;
    return { namespace, service, addresses, ...(port === undefined ? {} : { port: Number(port) }) };
  },
};

const slices: ObjectTable = {
  fact: 'kubernetes.endpoints',
  resources: ['endpointslices', 'endpointslice'],
  columns: ['NAME', 'ADDRESSTYPE', 'ENDPOINTS'],
  isWhole: false,
  otherwise: listedSlices,
  read({ namespace, name, row }): ServiceEndpoints | 'nothing' | null {
    const made = /^(.+)-[a-z0-9]{5}$/.exec(name);
    const cell = row.get('ENDPOINTS');
    if (cell === undefined || cell === '') return null;
    // The API servers write their own slice, by this name, and only while they are ready.
    if (name === 'kubernetes') return { namespace, service: name, slice: name, ready: listOf(cell) };
    // The table shows addresses whether or not they are ready.
    if (isShown(cell) || made === null) return 'nothing';
    return { namespace, service: made[1] ?? name, slice: name, ready: [] };
  },
};

const addresses = /^[\da-fA-FxX*.:[\]<>]+(?:,[\da-fA-FxX*.:[\]]+)*(?:\s*\+\s*\d+ more\.\.\.)?$/;

const endpoints: ObjectTable = {
  fact: 'kubernetes.endpoints',
  resources: ['endpoints', 'ep'],
  columns: ['NAME', 'ENDPOINTS'],
  isWhole: false,
  read({ namespace, name, row }): ServiceEndpoints | null {
    const cell = row.get('ENDPOINTS') ?? '';
    if (cell !== '<none>' && !addresses.test(cell)) return null;
    return { namespace, service: name, slice: '', ready: listOf(cell) };
  },
};

const ingresses: ObjectTable = {
  fact: 'kubernetes.ingresses',
  resources: ['ingresses', 'ingress', 'ing'],
  columns: ['NAME', 'HOSTS', 'ADDRESS', 'PORTS'],
  isWhole: false,
  read({ namespace, name, row }): KubernetesIngress | null {
    const ports = row.get('PORTS') ?? '';
    if (!/^\d+(?:, ?\d+)*$/.test(ports)) return null;
    if (/^\d{1,5},?$/.test(row.get('ADDRESS') ?? '')) return null;
    const className = row.get('CLASS');
    const shown =
      className === undefined || className === '' ? {} : { className: isShown(className) ? className : null };
    return {
      namespace,
      name,
      hosts: listOf(row.get('HOSTS')).filter((host) => host !== '*'),
      hasAddress: (row.get('ADDRESS') ?? '') !== '',
      ...shown,
    };
  },
};

const classes: ObjectTable = {
  fact: 'kubernetes.ingress-classes',
  resources: ['ingressclasses', 'ingressclass'],
  columns: ['NAME', 'CONTROLLER', 'PARAMETERS'],
  isWhole: true,
  read({ name, row }): KubernetesIngressClass | null {
    const controller = row.get('CONTROLLER') ?? '';
    return controller.includes('/') ? { name, controller } : null;
  },
};

const policies: ObjectTable = {
  fact: 'kubernetes.network-policies',
  resources: ['networkpolicies', 'networkpolicy', 'netpol'],
  columns: ['NAME', 'POD-SELECTOR'],
  isWhole: false,
  read({ namespace, name, row }): KubernetesNetworkPolicy | null {
    const cell = row.get('POD-SELECTOR') ?? '';
    if (cell === '') return null;
    return { namespace, name, podSelector: cell === '<none>' ? [] : cell.split(',').sort() };
  },
};

const labelledPods: ObjectTable = {
  fact: 'kubernetes.workloads',
  resources: [],
  columns: ['NAME', 'READY', 'STATUS', 'LABELS'],
  isWhole: false,
  read({ namespace, name, row }): KubernetesWorkload | null {
    const cell = row.get('LABELS') ?? '';
    if (cell !== '<none>' && !cell.includes('=')) return null;
    return { namespace, kind: 'Pod', name, labels: pairsIn(cell), ports: [] };
  },
};

/** What the selector of a Deployment and the like names, its pods have. */
const selectingWorkloads: ObjectTable = {
  fact: 'kubernetes.workloads',
  resources: [],
  columns: ['NAME', 'CONTAINERS', 'IMAGES', 'SELECTOR'],
  isWhole: false,
  read({ namespace, name, row }): KubernetesWorkload | null {
    const cell = row.get('SELECTOR') ?? '';
    return cell.includes('=') ? { namespace, kind: '', name, labels: pairsIn(cell), ports: [] } : null;
  },
};

const pairsIn = (cell: string): string[] =>
  cell
    .split(',')
    .filter((pair) => pair.includes('='))
    .sort();

/** The order decides: an EndpointSlice's table has the columns of an Endpoints table, too. */
export const objectTables: readonly ObjectTable[] = [
  services,
  apiServices,
  slices,
  endpoints,
  ingresses,
  classes,
  policies,
  labelledPods,
  selectingWorkloads,
];

/** Kubernetes 1.1 wrote column names with underscores, and 1.0 called an address `IP(S)`. */
export const withDashes = (header: TableHeader): TableHeader => ({
  ...header,
  columns: header.columns.map(({ name, start }) => ({
    name: name === 'IP(S)' ? 'CLUSTER-IP' : name.replace('_', '-'),
    start,
  })),
});

export const tableOf = (header: TableHeader): ObjectTable | null =>
  objectTables.find(({ columns }) => hasColumns(header, columns)) ?? null;
