// Timestamp            Name             Maximum
// -------------------  ---------------  -------
// 2024-03-01 10:00:00  Used SNAT Ports  1024
import type { AzureMetric } from '../../../facts/cloud-clusters.ts';
import type { ReadingBuilder } from '../../source.ts';
import type { dashTables } from '../../text/dash-table.ts';

type Table = ReturnType<typeof dashTables>[number];

const aggregations = ['total', 'maximum', 'average'];

/** Reads `az monitor metrics list -o table`: the highest value of each metric and state. */
export function readMetricTable(reading: ReadingBuilder, { names, rows, header, underline }: Table): void {
  const keys = names.map((name) => name.toLowerCase().replaceAll(' ', ''));
  const [name, state] = [keys.indexOf('name'), keys.indexOf('connectionstate')];
  const value = keys.findIndex((key) => aggregations.includes(key));
  if (!keys.includes('timestamp') || name < 0 || value < 0) return;
  const peaks = new Map<string, AzureMetric>();
  reading.understand(header, underline);
  for (const { line, cells } of rows) {
    reading.understand(line);
    const peak = Number(cells[value] || Number.NaN);
    const metric = (cells[name] ?? '').toLowerCase().replaceAll(' ', '');
    const key = `${metric}/${cells[state] ?? ''}`;
    if (!Number.isFinite(peak) || metric === '' || peak <= (peaks.get(key)?.peak ?? -1)) continue;
    peaks.set(key, { metric, state: cells[state] ?? '', peak });
  }
  for (const metric of peaks.values()) reading.item('azure.metrics', metric, header, rows.at(-1)?.line);
}
