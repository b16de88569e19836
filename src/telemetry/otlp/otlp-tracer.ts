import type { Tracer as SpanTracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { TracedRequest, Tracer } from '../../lib/trace.ts';
import type { TracerDeps, TraceTarget } from '../trace-target.ts';
import { boundedExport } from './bounded-export.ts';
import { callerOf } from './caller.ts';
import { samplerOf } from './sampler.ts';
import { serverSpan } from './server-span.ts';
import { SpanTrace } from './span-trace.ts';

/** How long the collector may take for a batch, all attempts together. */
const EXPORT_MILLISECONDS = 5000;

/** Records requests with OpenTelemetry's SDK, and sends them over OTLP/HTTP as JSON. Its context is passed on, never global. */
export function otlpTracer(target: TraceTarget, { version, logger, metrics }: TracerDeps): Tracer {
  const { url, headers, serviceName, sampler, ratio } = target;
  const exporter = new OTLPTraceExporter({
    url,
    headers: { ...headers },
    timeoutMillis: EXPORT_MILLISECONDS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    sampler: samplerOf(sampler, ratio),
    spanProcessors: [boundedExport(exporter, { logger, metrics })],
  });
  const spans = provider.getTracer('culprit', version);
  return {
    start: (request) => startSpan(spans, request),
    stop: (milliseconds) => Promise.race([provider.shutdown().catch(() => {}), waited(milliseconds)]),
  };
}

function startSpan(spans: SpanTracer, request: TracedRequest): SpanTrace {
  const { name, options } = serverSpan(request);
  return new SpanTrace(spans, spans.startSpan(name, options, callerOf(request)));
}

const waited = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
