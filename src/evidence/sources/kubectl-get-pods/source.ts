// NAMESPACE     NAME                       READY   STATUS             RESTARTS        AGE     IP            NODE
// kube-system   coredns-674b8bbfcf-947kj   0/1     CrashLoopBackOff   12 (92s ago)    5h58m   10.244.4.5    node-2
// kube-system   kube-proxy-9h9qf           1/1     Running            0               24d     10.20.0.16    node-2
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { hasColumns, isElision } from '../../text/columns.ts';
import { asksFor, coversCluster, kubectlCommand } from '../../text/kubectl-command.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { cellsOfRow, cellsOfWords, podOf, readiness } from './pod-row.ts';

const resources = ['pods', 'pod', 'po'];

export const kubectlGetPods: Source = {
  id: 'kubectl-get-pods',
  title: 'kubectl get pods, as a table',
  commands: resources.concat('all').map((resource) => `kubectl get ${resource}`),
  needles: [
    'RESTARTS',
    ' Running ',
    ' CrashLoopBackOff ',
    ' ContainerCreating ',
    ' Pending ',
    '0/1 ',
    ' Init:',
    'No resources found',
  ],
  facts: ['kubernetes.pods', 'dns.pods-missing'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = kubectlCommand(block.words);
  for (const { line, header, isHeader } of tableLines(block.lines)) {
    const table =
      header !== null && hasColumns(header, ['NAME', 'READY', 'STATUS', 'RESTARTS']) ? header : null;
    if (isHeader) {
      if (table !== null) reading.understand(line);
      continue;
    }
    const cells = (table === null ? null : cellsOfRow(table, line.text)) ?? cellsOfWords(line.text);
    const pod = cells === null ? null : podOf(cells, command?.namespace ?? null);
    if (pod !== null) reading.item('kubernetes.pods', pod, line);
    else if (/^No resources found/.test(line.text) && asksFor(command, resources)) {
      // In one namespace, or with a selector, it says nothing about the pods that others listed.
      if (coversCluster(command)) reading.none('kubernetes.pods', line);
      else if (asksForDns(block, line)) reading.value('dns.pods-missing', true, line);
      else reading.understand(line);
    } else if (table !== null) readRest(reading, line);
  }
  return reading;
}

/** All pods of the cluster's DNS, by the label that they have everywhere. */
const asksForDns = ({ words }: Block, { text }: Line): boolean =>
  words.some((word) => /\bk8s-app(?:=|%3D| in \()["']?kube-dns\b/.test(word)) &&
  (/ in kube-system namespace/.test(text) || words.some((word) => /\bkube-system$/.test(word)));

/** A name and a readiness without the rest is a row that was cut off. */
function readRest(reading: ReadingBuilder, line: Line): void {
  if (!continues(reading, line)) return;
  if (isElision(line.text)) reading.understand(line);
  else if (
    line.text
      .trim()
      .split(/\s+/, 3)
      .slice(1)
      .some((word) => readiness.test(word))
  )
    reading.fail(line);
}
