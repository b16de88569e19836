import type { Logger } from '../lib/log.ts';
import type { ProcessMetrics } from './process-metrics.ts';

export interface TracerDeps {
  version: string;
  logger: Logger;
  metrics: ProcessMetrics;
}

/** Where traces go, under which name, and how many. */
export interface TraceTarget {
  /** Whole, with its path. */
  url: string;
  headers: Readonly<Record<string, string>>;
  serviceName: string;
  /** As `OTEL_TRACES_SAMPLER` names it. */
  sampler: string;
  /** From 0 to 1. */
  ratio: number;
}
