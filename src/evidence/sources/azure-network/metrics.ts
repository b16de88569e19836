import type { AzureMetric } from '../../../facts/cloud-clusters.ts';
import { isObject, type JsonObject, listAt, textAt } from '../../text/json-value.ts';

/** What one metric of `az monitor metrics list` comes to, for each state; empty for other objects. */
export function metricsOf(object: JsonObject): AzureMetric[] {
  const name = textAt(object, 'name', 'value');
  if (name === undefined || !Array.isArray(object['timeseries'])) return [];
  const metric = name.toLowerCase().replaceAll(' ', '');
  return listAt(object, 'timeseries').flatMap((series) => {
    const states = listAt(series, 'metadatavalues').flatMap((value) => textAt(value, 'value') ?? []);
    const values = listAt(series, 'data').flatMap((point) => (isObject(point) ? numbersOf(point) : []));
    if (values.length === 0) return [];
    return { metric, state: states[0] ?? '', peak: values.reduce((a, b) => Math.max(a, b)) };
  });
}

const numbersOf = (point: JsonObject): number[] =>
  ['total', 'maximum', 'average'].flatMap((property) => {
    const value = point[property];
    return typeof value === 'number' ? value : [];
  });
