// NAME                                CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%
// aks-nodepool1-12345678-vmss000000   205m         10%    1829Mi          40%
// aks-nodepool1-12345678-vmss000001   <unknown>    <unknown>   <unknown>  <unknown>
import type { NodeUsage } from '../../../facts/kubernetes.ts';
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, isElision, type TableHeader } from '../../text/columns.ts';
import { continues, tableLines } from '../../text/tables.ts';

const name = /^[\w*][\w*.:-]*$/;
const percent = /^(\d{1,6})%$/;
const cores = /^\d{1,12}[mnu]?$/;
const bytes = /^\d{1,15}(?:[KMGTP]i?)?$/;

export const kubectlTopNode: Source = {
  id: 'kubectl-top-node',
  title: 'kubectl top node',
  commands: ['kubectl top node', 'kubectl top nodes', 'kubectl top no'],
  needles: ['CPU%', 'CPU(%)', 'MEMORY%', 'MEMORY(%)', '%  '],
  facts: ['kubernetes.node-usage'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const { line, header, isHeader } of tableLines(block.lines)) {
    const table = header !== null && columnOf(header, 'CPU') !== null ? header : null;
    if (isHeader) {
      if (table !== null) reading.understand(line);
      continue;
    }
    const usage = (table === null ? null : usageOfRow(table, line.text)) ?? usageOfWords(line.text);
    if (usage === 'unknown') reading.understand(line);
    else if (usage !== null) reading.item('kubernetes.node-usage', usage, line);
    else if (table === null || !continues(reading, line)) continue;
    else if (isElision(line.text)) reading.understand(line);
    else if (cores.test(line.text.trim().split(/\s+/, 2)[1] ?? '')) reading.fail(line);
  }
  return reading;
}

/** `CPU%` until kubectl 1.32, `CPU(%)` after it. */
const columnOf = (header: TableHeader, thing: 'CPU' | 'MEMORY'): string | null =>
  header.columns.find((column) => column.name === `${thing}%` || column.name === `${thing}(%)`)?.name ?? null;

type Usage = NodeUsage | 'unknown' | null;

function usageOfRow(header: TableHeader, text: string): Usage {
  const row = cutRow(header, text);
  const node = row?.get('NAME') ?? '';
  return usageOf(node, row?.get(columnOf(header, 'CPU') ?? ''), row?.get(columnOf(header, 'MEMORY') ?? ''));
}

function usageOfWords(text: string): Usage {
  if (text.length > 1000) return null;
  const [node, cpu, cpuPercent, memory, memoryPercent] = text.trim().split(/\s+/);
  if (!cores.test(cpu ?? '') || !bytes.test(memory ?? '')) return null;
  return usageOf(node ?? '', cpuPercent, memoryPercent);
}

function usageOf(node: string, cpu: string | undefined, memory: string | undefined): Usage {
  if (!name.test(node)) return null;
  if (cpu === '<unknown>' || memory === '<unknown>') return 'unknown';
  const [cpuPercent, memoryPercent] = [percent.exec(cpu ?? '')?.[1], percent.exec(memory ?? '')?.[1]];
  if (cpuPercent === undefined || memoryPercent === undefined) return null;
  return { node, cpuPercent: Number(cpuPercent), memoryPercent: Number(memoryPercent) };
}
