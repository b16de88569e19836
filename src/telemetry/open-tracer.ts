import type { Tracer } from '../lib/trace.ts';
import type { TracerDeps, TraceTarget } from './trace-target.ts';

/** The settings of traces, by their names among the settings. */
export interface TraceSettings {
  otlpEndpoint: string | undefined;
  otlpTracesEndpoint: string | undefined;
  /** `name=value,name=value`, with percent-encoded values. */
  otlpHeaders: string | undefined;
  serviceName: string;
  tracesSampler: string;
  /** A number from 0 to 1. */
  tracesSamplerArg: string;
  tracesDisabled: 'true' | 'false';
}

/** Traces to the collector that the settings name; `null`, and nothing of OpenTelemetry is loaded, when they name none. */
export async function openTracer(settings: TraceSettings, deps: TracerDeps): Promise<Tracer | null> {
  const url = addressOf(settings);
  if (url === null || settings.tracesDisabled === 'true') return null;
  const { otlpTracer } = await import('./otlp/otlp-tracer.ts');
  const target: TraceTarget = {
    url,
    headers: headersOf(settings.otlpHeaders ?? ''),
    serviceName: settings.serviceName,
    sampler: settings.tracesSampler,
    ratio: Number(settings.tracesSamplerArg),
  };
  return otlpTracer(target, deps);
}

/** By OTLP's specification: the general address is that of a folder, the one of traces is whole. */
function addressOf({ otlpEndpoint, otlpTracesEndpoint }: TraceSettings): string | null {
  if (otlpTracesEndpoint !== undefined) return otlpTracesEndpoint;
  return otlpEndpoint === undefined ? null : `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`;
}

function headersOf(list: string): Record<string, string> {
  const pairs = list.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
