import { type Context, createTraceState, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { TracedRequest } from '../../lib/trace.ts';

/** version, trace, span, flags; versions to come may add more. */
const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The caller's span, which the request belongs under, by W3C Trace Context; nothing when its header is not as it should be. */
export function callerOf({ header }: Pick<TracedRequest, 'header'>): Context {
  const found = traceparent.exec(header('traceparent')?.trim() ?? '');
  if (found === null) return ROOT_CONTEXT;
  const [, traceId = '', spanId = '', flags = ''] = found;
  const state = header('tracestate');
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(state !== undefined && { traceState: createTraceState(state) }),
  });
}
