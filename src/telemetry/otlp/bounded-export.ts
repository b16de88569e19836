import { TraceFlags } from '@opentelemetry/api';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';
import type { TracerDeps } from '../trace-target.ts';

/** The most spans that wait for the collector, those on the way to it included: a few megabytes. */
const MOST_WAITING = 4096;
const BATCH = 512;
const DELAY_MILLISECONDS = 1000;

/**
 * Sends spans in batches, beside requests and never in their way: what the collector does not take, or finds too many
 * waiting for it, is dropped and counted. The log says once when it begins to refuse, and once when it takes them again.
 */
export function boundedExport(
  exporter: SpanExporter,
  { logger, metrics }: Pick<TracerDeps, 'logger' | 'metrics'>,
): SpanProcessor {
  let waiting = 0;
  let isRefused = false;
  const settled = (spans: number, isTaken: boolean): void => {
    waiting -= spans;
    if (isTaken) metrics.spansExported(spans);
    else metrics.spansDropped(spans);
    if (isTaken === isRefused)
      logger.warn({ spans }, isTaken ? 'traces are taken again' : 'traces are not taken');
    isRefused = !isTaken;
  };
  const counting: SpanExporter = {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        settled(spans.length, result.error === undefined && result.code === 0);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
  const batches = new BatchSpanProcessor({
    exporter: counting,
    maxQueueSize: MOST_WAITING,
    maxExportBatchSize: BATCH,
    scheduledDelayMillis: DELAY_MILLISECONDS,
  });
  return {
    onStart: () => {},
    onEnd(span) {
      if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
      if (waiting >= MOST_WAITING) return metrics.spansDropped(1);
      waiting += 1;
      batches.onEnd(span);
    },
    forceFlush: () => batches.forceFlush(),
    shutdown: () => batches.shutdown(),
  };
}
