/** A metric as /metrics shows it. */
export interface ShownMetric {
  name: string;
  type: string;
  help: string;
  /** Each series: its name, which has a suffix for a histogram, and its labels. */
  series: { name: string; labels: Record<string, string>; value: number }[];
}

/** Reads Prometheus's text format, as far as prom-client writes it. Throws on any other line. */
export function readExposition(text: string): ShownMetric[] {
  const metrics: ShownMetric[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    const last = metrics.at(-1);
    if (keyword === 'HELP') metrics.push({ name, type: '', help: rest, series: [] });
    else if (keyword === 'TYPE' && last?.name === name) last.type = rest;
    else if (last !== undefined) last.series.push(seriesOf(line));
  }
  return metrics;
}

function seriesOf(line: string): ShownMetric['series'][number] {
  const [, name = '', inside = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === '') throw new Error(`not a line of Prometheus's text format: ${line}`);
  const labels = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
  return {
    name,
    labels: Object.fromEntries(labels.map(([, label = '', said = '']) => [label, said])),
    value: Number(value),
  };
}
