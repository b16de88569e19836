import { Type } from 'typebox';
import { type Setting, text } from './setting.ts';

export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const httpAddress = (given: Pick<Setting<undefined>, 'env' | 'doc'>): Setting<string | undefined> => ({
  kind: 'an address that begins with http:// or https://',
  schema: Type.String({ pattern: '^https?://[^\\s/]+' }),
  default: undefined,
  ...given,
});

const headers: Setting<string | undefined> = {
  env: 'OTEL_EXPORTER_OTLP_HEADERS',
  doc: 'Headers for the collector, as `name=value,name=value` with percent-encoded values.',
  kind: 'a list such as name=value,name=value',
  schema: Type.String({ pattern: '^\\s*[!#-+.\\-\\w^`|~]+\\s*=[^,]*(,\\s*[!#-+.\\-\\w^`|~]+\\s*=[^,]*)*$' }),
  default: undefined,
  secret: true,
};

const sampler: Setting<(typeof samplers)[number]> = {
  env: 'OTEL_TRACES_SAMPLER',
  doc: 'Which requests are recorded. Those that begin with `parentbased_` do as the caller’s trace does.',
  kind: `one of ${samplers.join(', ')}`,
  schema: Type.Enum([...samplers]),
  default: 'parentbased_always_on',
};

const ratio: Setting<string> = {
  env: 'OTEL_TRACES_SAMPLER_ARG',
  doc: 'The part of the requests that is recorded, for the samplers of a ratio.',
  kind: 'a number from 0 to 1',
  schema: Type.String({ pattern: '^(0(\\.[0-9]+)?|1(\\.0+)?)$' }),
  default: '1',
};

const isDisabled: Setting<'true' | 'false'> = {
  env: 'OTEL_SDK_DISABLED',
  doc: 'No traces, whatever else is set.',
  kind: 'true or false',
  schema: Type.Enum(['true', 'false']),
  default: 'false',
};

/** The standard names: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export const traceSettings = {
  otlpEndpoint: httpAddress({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    doc: 'Collector that takes traces over OTLP/HTTP, below `/v1/traces` of this address. Unless it or the next is set, there are none (docs/observability.md).',
  }),
  otlpTracesEndpoint: httpAddress({
    env: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    doc: 'The same, with its whole path.',
  }),
  otlpHeaders: headers,
  serviceName: text<string>({
    env: 'OTEL_SERVICE_NAME',
    doc: 'What traces call this service.',
    default: 'culprit',
  }),
  tracesSampler: sampler,
  tracesSamplerArg: ratio,
  tracesDisabled: isDisabled,
};
