import type { KubernetesPod } from '../../../facts/kubernetes.ts';
import { cutRow, isAge, joinAgo, type TableHeader } from '../../text/columns.ts';

const podName = /^[\w*][\w*.-]*$/;
const restartCount = /^(\d{1,9})(?: \([^()]* ago\))?$/;
const podStatus = /^[A-Z][\w:/.-]*$/;

/** The READY column: containers that are ready, and all. */
export const readiness = /^(\d{1,4})\/(\d{1,4})$/;

/** The cells of one row, as printed. */
export interface PodCells {
  namespace?: string | undefined;
  name?: string | undefined;
  ready?: string | undefined;
  status?: string | undefined;
  restarts?: string | undefined;
  age?: string | undefined;
  address?: string | undefined;
  node?: string | undefined;
}

/** The cells of a row below its header; `null` when the line does not fit the header. */
export function cellsOfRow(header: TableHeader, text: string): PodCells | null {
  const row = cutRow(header, text);
  if (row === null) return null;
  return {
    namespace: row.get('NAMESPACE'),
    name: row.get('NAME'),
    ready: row.get('READY'),
    status: row.get('STATUS'),
    restarts: row.get('RESTARTS'),
    age: row.get('AGE'),
    address: row.get('IP'),
    node: row.get('NODE'),
  };
}

/** A row without its header (`--no-headers`, `| grep`): columns are in kubectl's order. */
export function cellsOfWords(text: string): PodCells | null {
  if (text.length > 1000) return null;
  const words = joinAgo(text.trim().split(/\s+/));
  const at = readiness.test(words[1] ?? '') ? 1 : 2;
  const [ready, status, restarts, age, address, node] = words.slice(at);
  if (!isAge(age ?? '')) return null;
  return {
    namespace: at === 2 ? words[0] : undefined,
    name: words[at - 1],
    ready,
    status,
    restarts,
    age,
    address,
    node,
  };
}

const shown = (cell: string | undefined): cell is string =>
  cell !== undefined && cell !== '' && cell !== '<none>';

/** The pod that a row shows; `null` when a cell cannot be what its column says. */
export function podOf(cells: PodCells, namespaceOfCommand: string | null): KubernetesPod | null {
  const name = cells.name?.replace(/^(?:pods?|po)\//, '') ?? '';
  const ready = readiness.exec(cells.ready ?? '');
  const restarts = restartCount.exec(cells.restarts ?? '');
  if (!podName.test(name) || ready === null || restarts === null || !podStatus.test(cells.status ?? ''))
    return null;
  return {
    namespace: shown(cells.namespace) ? cells.namespace : namespaceOfCommand,
    name,
    readyContainers: Number(ready[1]),
    containers: Number(ready[2]),
    status: cells.status ?? '',
    restarts: Number(restarts[1]),
    ...(shown(cells.address) ? { address: cells.address } : {}),
    ...(shown(cells.node) ? { node: cells.node } : {}),
  };
}
