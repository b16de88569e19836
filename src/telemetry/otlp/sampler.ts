import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

/** The sampler of a standard name (`OTEL_TRACES_SAMPLER`). */
export function samplerOf(name: string, ratio: number): Sampler {
  const plain = name.replace(/^parentbased_/, '');
  const root =
    plain === 'always_off'
      ? new AlwaysOffSampler()
      : plain === 'traceidratio'
        ? new TraceIdRatioBasedSampler(ratio)
        : new AlwaysOnSampler();
  return plain === name ? root : new ParentBasedSampler({ root });
}
