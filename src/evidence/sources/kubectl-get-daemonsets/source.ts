// NAMESPACE     NAME          DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR            AGE
// kube-system   calico-node   3         3         3       3            3           kubernetes.io/os=linux   9m
import type { DaemonSet } from '../../../facts/pod-network.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, hasColumns, type TableRow } from '../../text/columns.ts';
import { kubectlCommand } from '../../text/kubectl-command.ts';
import { tableLines } from '../../text/tables.ts';

const columns = ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE'];

function daemonSetOf(row: TableRow | null, namespace: string | null): DaemonSet | null {
  const [name, desired, ready] = [row?.get('NAME'), Number(row?.get('DESIRED')), Number(row?.get('READY'))];
  if (name === undefined || !Number.isSafeInteger(desired) || !Number.isSafeInteger(ready)) return null;
  return {
    namespace: row?.get('NAMESPACE') ?? namespace,
    name: name.replace(/^daemonset\.apps\//, ''),
    desired,
    ready,
  };
}

export const kubectlGetDaemonsets: Source = {
  id: 'kubectl-get-daemonsets',
  title: 'kubectl get daemonsets, as a table',
  commands: ['kubectl get daemonsets', 'kubectl get daemonset', 'kubectl get ds'],
  needles: ['DESIRED '],
  facts: ['kubernetes.daemonsets'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    const namespace = kubectlCommand(block.words)?.namespace ?? null;
    for (const { line, header, isHeader } of tableLines(block.lines)) {
      if (header === null || !hasColumns(header, columns)) continue;
      if (isHeader) {
        reading.understand(line);
        continue;
      }
      const found = daemonSetOf(cutRow(header, line.text), namespace);
      if (found !== null) reading.item('kubernetes.daemonsets', found, line);
    }
    return reading;
  },
};
