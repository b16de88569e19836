import type { KubernetesNode } from '../../../facts/kubernetes.ts';
import { isAddress } from '../../text/addresses.ts';
import { cutRow, isAge, type TableHeader } from '../../text/columns.ts';

const nodeName = /^[\w*][\w*.:-]*$/;
const version = /^v\d+\.\d+/;

/** The STATUS column. */
export const nodeStatus = /^(?:Ready|NotReady|Unknown)(?:,[A-Za-z]+){0,3}$/;

/** The cells of one row, as printed. */
export interface NodeCells {
  name?: string | undefined;
  status?: string | undefined;
  roles?: string | undefined;
  age?: string | undefined;
  version?: string | undefined;
  internalAddress?: string | undefined;
  externalAddress?: string | undefined;
}

/** The cells of a row below its header; `null` when the line does not fit the header. */
export function cellsOfRow(header: TableHeader, text: string): NodeCells | null {
  const row = cutRow(header, text);
  if (row === null) return null;
  return {
    name: row.get('NAME'),
    status: row.get('STATUS'),
    roles: row.get('ROLES'),
    age: row.get('AGE'),
    version: row.get('VERSION'),
    internalAddress: row.get('INTERNAL-IP'),
    externalAddress: row.get('EXTERNAL-IP'),
  };
}

/** A row without its header (`--no-headers`, `| grep NotReady`): columns are in kubectl's order. */
export function cellsOfWords(text: string): NodeCells | null {
  if (text.length > 1000) return null;
  const [name, status, roles, age, kubelet, internalAddress, externalAddress] = text.trim().split(/\s+/);
  if (!isAge(age ?? '') || !version.test(kubelet ?? '')) return null;
  return { name, status, roles, age, version: kubelet, internalAddress, externalAddress };
}

/** The node that a row shows; `null` when a cell cannot be what its column says. */
export function nodeOf(cells: NodeCells | null): KubernetesNode | null {
  if (cells === null || !nodeName.test(cells.name?.replace(/^nodes?\//, '') ?? '')) return null;
  if (!nodeStatus.test(cells.status ?? '') || !isAge(cells.age ?? '<unknown>')) return null;
  const roles = cells.roles === undefined || cells.roles === '<none>' ? [] : cells.roles.split(',');
  const status = cells.status ?? '';
  return {
    name: cells.name?.replace(/^nodes?\//, '') ?? '',
    ready: status.split(',')[0] === 'Ready',
    status,
    ...(cells.roles === undefined ? {} : { roles }),
    ...(version.test(cells.version ?? '') && cells.version !== undefined ? { version: cells.version } : {}),
    ...optionalAddress('internalAddress', cells.internalAddress),
    ...optionalAddress('externalAddress', cells.externalAddress),
  };
}

const optionalAddress = (property: string, cell: string | undefined): Record<string, string> =>
  cell !== undefined && isAddress(cell) ? { [property]: cell } : {};
