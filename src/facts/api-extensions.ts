import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withKubectl } from './define.ts';

/** One webhook of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
export const AdmissionWebhook = Type.Object({
  configuration: Type.String(),
  webhook: Type.String(),
  /** `namespace/name` of the Service that answers; absent when a URL does. */
  service: Type.Optional(Type.String()),
  failurePolicy: Type.Optional(Type.String()),
});
export type AdmissionWebhook = Static<typeof AdmissionWebhook>;

export const ApiService = Type.Object({
  name: Type.String(),
  /** `namespace/name`; absent for what the API server serves itself. */
  service: Type.Optional(Type.String()),
  available: Type.Boolean(),
  /** `FailedDiscoveryCheck`, `MissingEndpoints`, `ServiceNotFound` … */
  reason: Type.Optional(Type.String()),
});
export type ApiService = Static<typeof ApiService>;

const webhooks = withKubectl(
  'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml',
);
const apiServices = withKubectl('kubectl get apiservices');

/** What extends the API server: webhooks that it asks, and servers to which it passes requests on. */
export const apiExtensionsFacts: FactDefinition[] = [
  {
    id: 'kubernetes.webhooks',
    title: 'admission webhooks and the Services that answer for them',
    subject: 'cluster',
    schema: Type.Array(AdmissionWebhook),
    identity: ['configuration', 'webhook'],
    collect: [webhooks],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'webhooks.without-endpoints',
    title: 'admission webhooks whose Service has no ready pod',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(AdmissionWebhook),
    collect: [
      { ...webhooks, brings: 'kubernetes.webhooks' },
      { ...withKubectl('kubectl get endpoints -A'), brings: 'kubernetes.endpoints' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.api-services',
    title: 'parts of the API, and whether those that other servers answer are available',
    subject: 'cluster',
    schema: Type.Array(ApiService),
    identity: ['name'],
    collect: [apiServices],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiservices.unavailable',
    title: 'APIServices that are not available',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(ApiService),
    collect: [{ ...apiServices, brings: 'kubernetes.api-services' }],
    shelfLifeSeconds: shelfLife.short,
  },
];
