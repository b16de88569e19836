import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Diagnosis } from '../inference/diagnosis.ts';

export interface RequestSample {
  method: string;
  /** The route's pattern, so that ids do not multiply the series. */
  route: string;
  status: number;
  seconds: number;
}

export interface Metrics {
  request(sample: RequestSample): void;
  /** Counts a request that was refused for who asks, or from where. */
  refused(code: string): void;
  /** Counts a diagnosis, and the verdict on its first cause. */
  diagnosed(operation: string, verdict: string | undefined): void;
  /** All measurements in Prometheus's text format, and its media type. */
  expose(): Promise<{ body: string; type: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'culprit_http_request_duration_seconds',
    help: 'Time from a request’s headers to its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const diagnoses = new Counter({
    name: 'culprit_diagnoses_total',
    help: 'Diagnoses made, by operation',
    labelNames: ['operation'],
    registers,
  });
  const verdicts = new Counter({
    name: 'culprit_verdicts_total',
    help: 'Verdicts on the first cause of a diagnosis; none-of-these when there is no cause',
    labelNames: ['verdict'],
    registers,
  });
  const refusals = new Counter({
    name: 'culprit_refusals_total',
    help: 'Requests refused for who asks, or from where: unauthenticated or forbidden',
    labelNames: ['code'],
    registers,
  });
  // Looking a series up by its labels costs more than the observation.
  const series = new Map<string, { observe(seconds: number): void }>();
  return {
    request({ method, route, status, seconds }) {
      const key = `${method} ${status} ${route}`;
      const known = series.get(key) ?? requests.labels(method, route, String(status));
      series.set(key, known);
      known.observe(seconds);
    },
    refused: (code) => refusals.inc({ code }),
    diagnosed(operation, verdict = 'none-of-these') {
      diagnoses.inc({ operation });
      verdicts.inc({ verdict });
    },
    expose: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}

/** The verdict on the first cause of an answer's JSON: causes come first, and within a string quotes are escaped. */
export function firstVerdict(answer: string): string | undefined {
  const key = '"verdict":"';
  const at = answer.indexOf(key);
  return at < 0 ? undefined : answer.slice(at + key.length, answer.indexOf('"', at + key.length));
}

export const verdictOf = ({ causes }: Diagnosis): string | undefined => causes[0]?.verdict;
