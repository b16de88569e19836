import type { ShownMetric } from './exposition.ts';

/** Units that Prometheus wants in place of others: https://prometheus.io/docs/practices/naming/#base-units */
const baseUnits: Record<string, string> = {
  milliseconds: 'seconds',
  microseconds: 'seconds',
  nanoseconds: 'seconds',
  minutes: 'seconds',
  hours: 'seconds',
  days: 'seconds',
  kilobytes: 'bytes',
  kibibytes: 'bytes',
  megabytes: 'bytes',
  mebibytes: 'bytes',
  bits: 'bytes',
  percent: 'ratio',
  percentage: 'ratio',
};
const abbreviations = new Set(['ms', 's', 'sec', 'secs', 'us', 'ns', 'b', 'kb', 'kib', 'mb', 'mib', 'pct']);
const types = ['counter', 'gauge', 'histogram', 'summary'];
/** Of a histogram's own series. */
const reserved = /_(bucket|count|sum)$/;

/** What Prometheus's linter (`promtool check metrics`) would say of a metric, and what its naming page asks for. */
export function lintMetric({ name, type, help, series }: ShownMetric): string[] {
  const words = name.split('_');
  const labels = new Set(series.flatMap((one) => Object.keys(one.labels)));
  const findings: [boolean, string][] = [
    [help.trim() === '', 'has no help text'],
    [!types.includes(type), `has the type "${type}"`],
    [!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name), 'is not snake_case'],
    [type === 'counter' && !name.endsWith('_total'), 'is a counter without _total'],
    [type !== 'counter' && name.endsWith('_total'), 'ends with _total and is no counter'],
    [reserved.test(name), 'ends like a series of a histogram'],
    [words.some((word) => types.includes(word)), 'has its type in its name'],
    [words.some((word) => abbreviations.has(word)), 'has an abbreviated unit'],
    ...words.map((word): [boolean, string] => [word in baseUnits, `should be in ${baseUnits[word]}`]),
    [name.endsWith('_info') && series.some(({ value }) => value !== 1), 'is an _info that is not 1'],
    [[...labels].some((label) => !/^[a-z][a-z0-9_]*$/.test(label)), 'has a label that is not snake_case'],
    [labels.has('le') && type !== 'histogram', 'has the label of a histogram’s buckets'],
    [labels.has('quantile') && type !== 'summary', 'has the label of a summary’s quantiles'],
  ];
  return findings.filter(([wrong]) => wrong).map(([, what]) => `${name} ${what}`);
}
