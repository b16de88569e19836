// NAME       STATUS                     ROLES           AGE    VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE
// 10.0.0.11  Ready                      control-plane   47m    v1.32.1   10.0.0.11     <none>        Debian GNU/Linux 12 (bookworm)
// node-2     NotReady,SchedulingDisabled <none>         4d2h   v1.32.1   10.0.0.12     <none>        Debian GNU/Linux 12 (bookworm)
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { hasColumns, isElision, type TableHeader } from '../../text/columns.ts';
import { asksFor, kubectlCommand } from '../../text/kubectl-command.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { cellsOfRow, cellsOfWords, nodeOf, nodeStatus } from './node-row.ts';

const resources = ['nodes', 'node', 'no'];

export const kubectlGetNodes: Source = {
  id: 'kubectl-get-nodes',
  title: 'kubectl get nodes, as a table',
  commands: resources.map((resource) => `kubectl get ${resource}`),
  needles: [' Ready ', ' NotReady', ' Ready,', ' Unknown ', '\tReady\t', '\tNotReady'],
  facts: ['kubernetes.nodes'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = kubectlCommand(block.words);
  const asked = asksFor(command, resources);
  let headerLine: Line | null = null;
  for (const { line, header, isHeader } of tableLines(block.lines)) {
    const table = header !== null && isNodeHeader(header) ? header : null;
    if (isHeader) {
      headerLine = table === null ? null : line;
      if (table !== null && asked) reading.understand(line);
      continue;
    }
    const node = nodeOf((table === null ? null : cellsOfRow(table, line.text)) ?? cellsOfWords(line.text));
    if (node !== null) {
      // Namespaces have the same header in old versions: only a row tells them apart.
      if (headerLine !== null && !asked) reading.understand(headerLine);
      headerLine = null;
      reading.item('kubernetes.nodes', node, line);
    } else if (asked && command?.selects === false && /^No resources found/.test(line.text))
      reading.none('kubernetes.nodes', line);
    else if (table !== null && headerLine === null) readRest(reading, line);
  }
  return reading;
}

const isNodeHeader = (header: TableHeader): boolean =>
  hasColumns(header, ['NAME', 'STATUS']) && (hasColumns(header, ['VERSION']) || hasColumns(header, ['AGE']));

/** A name and a status without the rest is a row that was cut off. */
function readRest(reading: ReadingBuilder, line: Line): void {
  if (!continues(reading, line)) return;
  if (isElision(line.text)) reading.understand(line);
  else if (nodeStatus.test(line.text.trim().split(/\s+/, 2)[1] ?? '')) reading.fail(line);
}
