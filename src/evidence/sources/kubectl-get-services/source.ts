// NAME         TYPE           CLUSTER-IP      EXTERNAL-IP   PORT(S)                      AGE
// kubernetes   ClusterIP      10.96.0.1       <none>        443/TCP                      20d
// gateway      LoadBalancer   10.96.201.17    <pending>     80:31380/TCP,443:31390/TCP   4h
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, isElision, type TableHeader, type TableRow } from '../../text/columns.ts';
import { asksFor, coversCluster, type KubectlCommand, kubectlCommand } from '../../text/kubectl-command.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { bareServiceRow } from './bare-row.ts';
import { type ObjectTable, objectTables, tableOf, withDashes } from './object-tables.ts';
import { policyValue } from './policy-value.ts';

const resources = objectTables.flatMap((table) => table.resources);

export const kubectlGetServices: Source = {
  id: 'kubectl-get-services',
  title:
    'kubectl get services, endpoints, ingresses, ingress classes, network policies or APIServices, as a table',
  commands: [...resources, 'all'].map((resource) => `kubectl get ${resource}`),
  needles: [
    'CLUSTER-IP',
    'CLUSTER_IP',
    'IP(S)',
    'ENDPOINTS ',
    'ADDRESSTYPE',
    'HOSTS ',
    'CONTROLLER ',
    'AVAILABLE ',
    'POD-SELECTOR',
    'LABELS',
    'SELECTOR',
    ...[' ClusterIP ', ' NodePort ', ' LoadBalancer ', 'No resources found'],
  ],
  facts: [...new Set(objectTables.flatMap(({ fact, otherwise }) => [fact, otherwise?.fact ?? fact]))],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = kubectlCommand(block.words);
  for (const { line, header: printed, isHeader } of tableLines(block.lines)) {
    const header = printed === null ? null : withDashes(printed);
    const table = header === null ? null : tableOf(header);
    if (isHeader) {
      if (table !== null) reading.understand(line);
      continue;
    }
    const found =
      table === null || header === null ? null : rowOf(table, header, { text: line.text, command });
    const item = found ?? bareServiceRow(line.text, command?.namespace ?? null);
    const policy = policyValue(block, command, line.text);
    if (item !== null) {
      if ('item' in item) reading.item(item.fact, item.item, line);
      else reading.understand(line);
    } else if (/^No resources found/.test(line.text)) readNone(reading, command, line);
    else if (policy !== null) reading.item('kubernetes.services', policy, line);
    else if (table !== null && continues(reading, line) && isElision(line.text)) reading.understand(line);
  }
  return reading;
}

const objectName = /^(?:[a-z0-9.]+\/)?([a-z0-9*][\w*.-]*)$/;

/** `null`: no row of this table. Without an item: a row that states nothing. */
function rowOf(
  table: ObjectTable,
  header: TableHeader,
  { text, command }: { text: string; command: KubectlCommand | null },
): { fact: string; item: unknown } | { fact: string } | null {
  return (
    itemOf(table, cutRow(header, text), command) ??
    // A hidden host moves what stands behind it: an Ingress without an address then has one cell less.
    (text.length < 1000 ? itemOf(table, withoutAddress(header, text), command) : null)
  );
}

function withoutAddress(header: TableHeader, text: string): TableRow | null {
  const columns = header.columns.filter(({ name }) => name !== 'ADDRESS');
  if (columns.length === header.columns.length) return null;
  const row = cutRow({ ...header, columns }, text);
  return row === null ? null : new Map([...row, ['ADDRESS', '']]);
}

function itemOf(
  table: ObjectTable,
  row: TableRow | null,
  command: KubectlCommand | null,
): { fact: string; item: unknown } | { fact: string } | null {
  const name = objectName.exec(row?.get('NAME') ?? '')?.[1];
  if (row === null || name === undefined) return null;
  const shown = row.get('NAMESPACE');
  const namespace = shown === undefined || shown === '' ? (command?.namespace ?? null) : shown;
  const item = table.read({ namespace, name, row });
  if (item === null) return null;
  if (item !== 'nothing') return { fact: table.fact, item };
  const other = table.otherwise?.read({ namespace, name, row }) ?? null;
  return other === null || table.otherwise === undefined
    ? { fact: table.fact }
    : { fact: table.otherwise.fact, item: other };
}

function readNone(
  reading: ReadingBuilder,
  command: KubectlCommand | null,
  line: Block['lines'][number],
): void {
  const asked = objectTables.filter((table) => asksFor(command, table.resources));
  for (const { fact, isWhole } of asked)
    if (coversCluster(command) || (isWhole && command?.selects === false)) reading.none(fact, line);
  if (asked.length > 0) reading.understand(line);
}
