import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { Clock } from '../lib/clock.ts';

export interface ProcessMetrics {
  /** Counts spans that reached the collector. */
  spansExported(count: number): void;
  /** Counts spans that it did not take, or that found the queue full. */
  spansDropped(count: number): void;
}

/** What runs: its version, its clock, Node’s own measurements, and whether its traces arrive. */
export function processMetrics(
  registry: Registry,
  { version, clock }: { version: string; clock: Clock },
): ProcessMetrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'culprit_build_info',
    help: 'Always 1; the version that runs',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  new Gauge({
    name: 'culprit_clock_timestamp_seconds',
    help: 'What this process takes for the time, in Unix time',
    registers,
    collect() {
      this.set(clock.now().getTime() / 1000);
    },
  });
  const exported = new Counter({
    name: 'culprit_trace_spans_exported_total',
    help: 'Spans that the collector of traces has taken',
    registers,
  });
  const dropped = new Counter({
    name: 'culprit_trace_spans_dropped_total',
    help: 'Spans that were lost: the collector did not take them, or too many waited for it',
    registers,
  });
  return {
    spansExported: (count) => exported.inc(count),
    spansDropped: (count) => dropped.inc(count),
  };
}
