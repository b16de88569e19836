import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface RequestSample {
  method: string;
  /** The route's pattern, so that ids do not multiply the series. */
  route: string;
  status: number;
  seconds: number;
}

export interface RequestMetrics {
  /** Counts a request as under way; `request` ends it. */
  requestBegun(): void;
  request(sample: RequestSample): void;
  /** Counts a body that was read. */
  received(bytes: number): void;
  /** Counts a request that was refused for who asks, from where, or how much. */
  refused(code: string): void;
}

export function requestMetrics(registry: Registry): RequestMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'culprit_http_request_duration_seconds',
    help: 'Time from a request’s headers to its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  let underWay = 0;
  new Gauge({
    name: 'culprit_http_requests_in_flight',
    help: 'Requests that are being answered, the one that asks for the metrics among them',
    registers,
    collect() {
      this.set(underWay);
    },
  });
  const bodies = new Counter({
    name: 'culprit_http_request_body_bytes_total',
    help: 'Bytes of the request bodies that were read',
    registers,
  });
  const refusals = new Counter({
    name: 'culprit_refusals_total',
    help: 'Requests refused for who asks, from where or how much: unauthenticated, forbidden, rate-limited or overloaded',
    labelNames: ['code'],
    registers,
  });
  // Looking a series up by its labels costs more than the observation.
  const series = new Map<string, { observe(seconds: number): void }>();
  return {
    requestBegun: () => {
      underWay += 1;
    },
    request({ method, route, status, seconds }) {
      underWay -= 1;
      const key = `${method} ${status} ${route}`;
      const known = series.get(key) ?? durations.labels(method, route, String(status));
      series.set(key, known);
      known.observe(seconds);
    },
    received: (bytes) => bodies.inc(bytes),
    refused: (code) => refusals.inc({ code }),
  };
}
