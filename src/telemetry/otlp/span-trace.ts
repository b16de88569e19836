import {
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type Tracer as SpanTracer,
  trace,
} from '@opentelemetry/api';
import { CulpritError } from '../../lib/errors.ts';
import type { Attributes, RequestTrace, Trace } from '../../lib/trace.ts';

/** A span as the port sees it. Steps are given their parent, so that nothing has to follow promises to find it. */
export class SpanTrace implements RequestTrace {
  readonly traceId: string | null;
  readonly #spans: SpanTracer;
  readonly #span: Span;

  constructor(spans: SpanTracer, span: Span) {
    this.#spans = spans;
    this.#span = span;
    this.traceId = span.spanContext().traceId;
  }

  step<T>(name: string, work: (step: Trace) => T): T {
    const span = this.#spans.startSpan(name, {}, trace.setSpan(ROOT_CONTEXT, this.#span));
    try {
      const result = work(new SpanTrace(this.#spans, span));
      if (result instanceof Promise)
        void result.then(
          () => span.end(),
          (error) => endFailed(span, error),
        );
      else span.end();
      return result;
    } catch (error) {
      endFailed(span, error);
      throw error;
    }
  }

  note(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  /** Only what is our failure makes the span one: a client’s mistake is an answer like others. */
  end({ status }: { status: number }): void {
    this.#span.setAttribute('http.response.status_code', status);
    if (status >= 500) {
      this.#span.setAttribute('error.type', String(status));
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end();
  }
}

/** Messages stay out: they may repeat what was submitted. */
function endFailed(span: Span, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  span.setAttribute('error.type', error instanceof CulpritError ? error.code : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
