export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** The record of one request's work, step by step. Attributes are counts, names and ids of our own, never evidence. */
export interface Trace {
  /** As W3C Trace Context writes it; `null` when nothing is recorded. */
  readonly traceId: string | null;
  /** Runs a step, and records how long it took: until its promise is settled, when it returns one. */
  step<T>(name: string, work: (step: Trace) => T): T;
  note(attributes: Attributes): void;
}

/** Records nothing, and costs a call. */
export const noTrace: Trace = { traceId: null, step: (_, work) => work(noTrace), note: () => {} };

/** A trace that ends with its request. */
export interface RequestTrace extends Trace {
  end(outcome: { status: number }): void;
}

export interface TracedRequest {
  method: string;
  /** The route's pattern; `null`: none that we know. */
  route: string | null;
  url: string;
  /** The caller's `traceparent` and `tracestate` (W3C Trace Context). */
  header(name: string): string | undefined;
  requestId: string;
}

/** Where traces go. */
export interface Tracer {
  start(request: TracedRequest): RequestTrace;
  /** Sends what is left; resolves after `milliseconds` at the latest, and never rejects. */
  stop(milliseconds: number): Promise<void>;
}
