import { apiService } from './kinds/api-extension.ts';
import { ciliumClusterwidePolicy, ciliumNetworkPolicy } from './kinds/cilium-policy.ts';
import { endpointSlice } from './kinds/endpoint-slice.ts';
import { endpoints } from './kinds/endpoints.ts';
import { event } from './kinds/event.ts';
import { ingress } from './kinds/ingress.ts';
import { ingressClass } from './kinds/ingress-class.ts';
import { networkPolicy } from './kinds/network-policy.ts';
import { node } from './kinds/node.ts';
import { pod } from './kinds/pod.ts';
import { service } from './kinds/services.ts';
import {
  mutatingWebhookConfiguration,
  validatingWebhookConfiguration,
} from './kinds/webhook-configuration.ts';
import { daemonSet, deployment, replicaSet, statefulSet } from './kinds/workload.ts';
import type { ObjectKind } from './object-kind.ts';

/** The kinds of objects that are read from JSON and YAML. */
export const kinds: readonly ObjectKind[] = [
  apiService,
  mutatingWebhookConfiguration,
  validatingWebhookConfiguration,
  ciliumClusterwidePolicy,
  ciliumNetworkPolicy,
  daemonSet,
  deployment,
  endpointSlice,
  endpoints,
  event,
  ingress,
  ingressClass,
  networkPolicy,
  node,
  pod,
  replicaSet,
  service,
  statefulSet,
];
